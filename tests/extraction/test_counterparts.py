"""His counterpart, his two counterparts: the post of the one before, for other states."""

from tests.extraction.saying import read


def test_each_of_two_counterparts_follows_his_state() -> None:
    said = read("التقى وزير الخارجية القطري محمد بن عبد الرحمن نظيريه الأردني أيمن الصفدي والمصري سامح شكري في الدوحة.")
    assert said.meetings_in_full == [
        "أيمن الصفدي + محمد بن عبد الرحمن @ الدوحة",
        "سامح شكري + محمد بن عبد الرحمن @ الدوحة",
    ]
    assert "سامح شكري | وزير الخارجية | EG" in said.posts


def test_two_counterparts_are_named_after_both_states() -> None:
    said = read("استقبل الرئيس التونسي قيس سعيد نظيريه الجزائري والموريتاني، عبد المجيد تبون ومحمد ولد الغزواني.")
    assert "عبد المجيد تبون | الرئيس | DZ" in said.posts
    assert "محمد ولد الغزواني | الرئيس | MR" in said.posts


def test_two_counterparts_without_names_stand_for_their_states() -> None:
    said = read("بحث وزير الداخلية السعودي مع نظيريه الكويتي والعماني أمن الحدود.")
    assert said.meetings == ["KW + SA", "OM + SA"]


def test_the_pronoun_of_that_he_is_who_met() -> None:
    said = read("كشف وزير الخارجية اللبناني عبد الله بو حبيب أنه التقى أيمن الصفدي وسامح شكري في نيويورك.")
    assert all("عبد الله بو حبيب" in meeting for meeting in said.meetings)
    assert len(said.meetings) == 2
    assert read("أكد الوزير أنه التقى أيمن الصفدي وسامح شكري.").meetings == []
