"""Posts and their states: ranks, predecessors, predicates, several holders, and what an article leaves unsaid."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

POSTS = (
    (
        "peer",
        "وقال السفير البريطاني لدى أنقرة، السير بيتر كلارك، إن المحادثات مفيدة.",
        "بيتر كلارك | السفير لدى أنقرة | GB",
    ),
    ("lord", "والتقى القنصل الأسترالي العام اللورد هنري كلارك رئيس البلدية.", "هنري كلارك | القنصل العام | AU"),
    (
        "attaché of an embassy",
        "وقال الملحق الثقافي في السفارة التركية لدى مسقط كمال يلماز إن المعرض ناجح.",
        "كمال يلماز | الملحق الثقافي في السفارة لدى مسقط | TR",
    ),
    (
        "aide set off from his name",
        "ونقلت الوكالة عن ديمتري بيسكوف، الناطق باسم الرئيس فلاديمير بوتين، قوله إن موسكو سترد.",
        "ديمتري بيسكوف | الناطق باسم الرئيس | RU",
    ),
    (
        "aide by the name of whom he serves",
        "قال مستشار ماكرون للشؤون الأفريقية، فرانك باريس، إن باريس تدعم السلام.",
        "فرانك باريس | مستشار ماكرون للشؤون الأفريقية | FR",
    ),
    (
        "spokesman by a pronoun",
        "ونددت وزارة الخارجية اليونانية بالقرار، وقال المتحدث باسمها نيكوس لامبروس إن أثينا سترد.",
        "نيكوس لامبروس | المتحدث باسم وزارة الخارجية | GR",
    ),
    (
        "office in a region",
        "وأكد مدير الدفاع المدني في إمارة الشارقة سالم المطروشي جاهزية الفرق.",
        "سالم المطروشي | مدير الدفاع المدني في إمارة الشارقة | AE",
    ),
    (
        "charged with an object",
        "واستقبل الوزير الفرنسي المكلف شؤون الفضاء جان باتيست لوموان الوفد.",
        "جان باتيست لوموان | الوزير المكلف شؤون الفضاء | FR",
    ),
    (
        "noun without its article",
        "من جهته، رحب نائب وزير خارجية الفنلندي يوهانس كوسكينن بالاتفاق.",
        "يوهانس كوسكينن | نائب وزير خارجية | FI",
    ),
    (
        "finance is not Mali",
        "وقالت وزيرة المالية سارة نعمان لصحف تونسية إن تونس ستقترض.",
        "سارة نعمان | وزيرة المالية | TN",
    ),
    (
        "transitional government",
        "وقال رئيس الحكومة الانتقالية عبد الله حمدوك إن السودان يرحب بالمبادرة.",
        "عبد الله حمدوك | رئيس الحكومة الانتقالية | SD",
    ),
    (
        "speaker addressed as president",
        "استقبل رئيس مجلس النواب اللبناني نبيه بري السفير الإسباني. وشكر الرئيس بري مدريد على دعمها.",
        "نبيه بري | رئيس مجلس النواب | LB",
    ),
    (
        "commander of an armed group",
        "وتقاتل قوات سوريا الديمقراطية بقيادة مظلوم عبدي تنظيم داعش.",
        "مظلوم عبدي | قائد قوات سوريا الديمقراطية | SY",
    ),
    ("deputy crown prince", "وأصبح الأمير محمد بن نايف وليا لولي العهد.", "محمد بن نايف | وليا لولي العهد | SA"),
)


@pytest.mark.parametrize(("kind", "text", "post"), POSTS, ids=[kind for kind, _, _ in POSTS])
def test_posts_of_one_person(kind: str, text: str, post: str) -> None:
    assert post in read(text).posts


SEVERAL = (
    (
        "وقال نائبا رئيس الوزراء العراقي صالح الجميلي وفؤاد الزبيدي إن الأزمة ستحل.",
        {"صالح الجميلي | نائب رئيس الوزراء | IQ", "فؤاد الزبيدي | نائب رئيس الوزراء | IQ"},
    ),
    (
        "ودعا عضوا مجلس النواب اللبناني سامي الخوري ومروان حداد إلى الحوار.",
        {"سامي الخوري | عضو مجلس النواب | LB", "مروان حداد | عضو مجلس النواب | LB"},
    ),
    (
        "ويلتقي الرئيس الإيراني، حسن روحاني، بنظيريه الروسي، فلاديمير بوتين، والتركي، رجب طيب أردوغان، في طهران.",
        {
            "حسن روحاني | الرئيس | IR",
            "فلاديمير بوتين | الرئيس | RU",
            "رجب طيب أردوغان | الرئيس | TR",
        },
    ),
)


@pytest.mark.parametrize(("text", "posts"), SEVERAL)
def test_posts_of_several_holders(text: str, posts: set[str]) -> None:
    assert posts <= set(read(text).posts)


FORMER = (
    (
        "لا يضم المجلس الرئيس اليمني عبد ربه منصور هادي، ولا سلفه علي عبد الله صالح.",
        "علي عبد الله صالح | الرئيس | YE | former",
    ),
    (
        "وتولى سامي ولد أحمد منصب رئيس الوزراء الإثيوبي خلفا لهايلي مريام ديسالين الذي استقال.",
        "هايلي مريام ديسالين | رئيس الوزراء | ET | former",
    ),
    (
        "ووصف صديق خان، عمدة لندن، الذي خلف بوريس جونسون في المنصب، الزيارة بأنها مهمة.",
        "بوريس جونسون | عمدة لندن | GB | former",
    ),
    (
        "وكان الرئيس عبد الفتاح السيسي قد زار موسكو حين كان وزيرا للدفاع في مصر.",
        "عبد الفتاح السيسي | وزيرا للدفاع | EG | former",
    ),
    ("وكان كريم مراد سفيرا للأردن في بغداد.", "كريم مراد | سفيرا للأردن في بغداد | JO | former"),
)


@pytest.mark.parametrize(("text", "post"), FORMER)
def test_posts_held_before(text: str, post: str) -> None:
    assert post in read(text).posts


def test_a_predecessor_of_nobody_with_a_post_has_none() -> None:
    assert read("وسار على نهج سلفه كريم مراد في إدارة الملف.").posts == []


def test_an_oath_leads_to_the_post_taken_up() -> None:
    posts = read("أدى عمر الرزاز اليمين رئيسا للوزراء في الأردن.").posts
    assert [post.rpartition(" | ")[2] for post in posts] == ["JO"]


def test_a_counterpart_holds_the_post_of_the_subject_of_the_sentence_before() -> None:
    text = (
        "بحث وزير الخارجية البلغاري إيفان دوبريف الأوضاع في المنطقة. وأشاد بزيارة السيناتور الأميركي جون هاريس. "
        "وقال في مؤتمر صحافي مشترك مع نظيره الأردني سامر العمري إن بلاده ترحب."
    )
    assert "سامر العمري | وزير الخارجية | JO" in read(text).posts


def test_a_title_of_rule_is_that_of_the_namesake_who_rules() -> None:
    text = (
        "التقى الرئيس الأميركي زعيم كوريا الشمالية كيم جونغ أون، ثم كيم يونغ شول، المسؤول الكوري الشمالي الكبير. "
        "وقال إن الزعيم كيم رجل ذكي."
    )
    assert not [post for post in read(text).posts if post.startswith("كيم يونغ شول | الزعيم")]


def test_a_minister_and_the_king_he_meets_are_two() -> None:
    posts = read("والتقى وزير الخارجية النمساوي الملك سلمان في الرياض.").posts
    assert not [post for post in posts if "وزير الخارجية" in post]


def test_what_a_minister_tells_somebody_in_a_headline_makes_him_no_minister() -> None:
    assert not read("وزير خارجية كندا السابق لترودو: استقل طائرتك").posts


def test_a_participle_after_a_noun_is_no_post() -> None:
    assert not read("وتشمل إجراءات الطرد المنسقة كريم مراد وآخرين.").posts


STATES = (
    ("ونقلت وسائل إعلام سويدية عن أولوف ليندمان، المسؤول بوزارة الخارجية، قوله إن المفاوضات صعبة.", "SE"),
    ("وذكرت صحيفة هآرتس الإسرائيلية أن المدير العام لوزارة الخارجية رونين شاحر كتب مذكرة بشأن فلسطين.", "IL"),
    (
        "وحضره من الجانب النمساوي وزير الصناعة السيد يوهان باور، ووزير البيئة توماس فيشر، ومستشار الرئاسة مارتن شميت.",
        "AT",
    ),
)


@pytest.mark.parametrize(("text", "state"), STATES)
def test_states_that_the_phrase_leaves_unsaid(text: str, state: str) -> None:
    assert {post.split(" | ")[2] for post in read(text).posts} == {state}


def test_a_paper_that_somebody_speaks_to_says_nothing_of_his_state() -> None:
    posts = read("وقال وزير الخارجية كريم مراد في حديث إلى صحيفة واشنطن بوست الأميركية إن بلاده ترحب.").posts
    assert posts == ["كريم مراد | وزير الخارجية"]


def test_what_a_head_of_government_says_is_not_of_his_office() -> None:
    assert not read("وقال رئيس الحكومة إنه سعيد باللقاء في تونس.").names


def test_a_deputy_of_an_international_envoy_has_no_state() -> None:
    posts = read("ودعا المبعوث الأممي إلى ليبيا غسان سلامة إلى الحوار، فيما التقت نائبته ستيفاني وليامز مسؤولين.").posts
    assert posts == ["غسان سلامة | المبعوث الأممي إلى ليبيا"]
