"""The constructions that newswire tells facts by, two variants each: what a sentence says, other facts left open.

The number is that of the construction; `wants` maps a view of `Said` to lines that must be among it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.extraction.saying import Said, read

Wants = Mapping[str, Sequence[str]]

CONSTRUCTIONS: list[tuple[int, str, Wants]] = [
    # 1 a sentence elaborates the one before, which names both states
    (
        1,
        "وقع الجانبان المغربي والماليزي اليوم في الرباط وثيقتين. وتتعلق الأولى باتفاقية لتسليم المجرمين، "
        "أما الثانية فمذكرة تفاهم في مجال الملاحة.",
        {"parties": ["accord MA MY", "memorandum MA MY"]},
    ),
    (
        1,
        "اختتمت في أوسلو مباحثات بين النرويج وكينيا. وجرى في ختامها التوقيع على مذكرة تفاهم للتعاون الزراعي.",
        {"parties": ["memorandum KE NO"]},
    ),
    # 2 a definite meeting noun with an adjective and li-, or with a body as genitive, is a forum
    (
        2,
        "يفتتح الاجتماع العربي لوزراء الإسكان أعماله الأحد في نواكشوط.",
        {"forum_places": ["الاجتماع العربي لوزراء الإسكان @ نواكشوط"]},
    ),
    (
        2,
        "عرضت الوزيرة السنغالية فاتو نداي التقرير خلال اجتماع مجموعة العشرين في بوينس آيرس.",
        {"forum_places": ["اجتماع مجموعة العشرين @ بوينس آيرس"]},
    ),
    # 3 a verb of including over a noun of agreements
    (
        3,
        "وقعت الإمارات وبيرو ثماني اتفاقيات. وشملت الاتفاقيات بروتوكولا للحجر الصحي، ومذكرة تفاهم للتدريب المهني.",
        {"parties": ["memorandum AE PE", "protocol AE PE"]},
    ),
    (
        3,
        "أبرم العراق وفنلندا حزمة اتفاقيات، من بينها اتفاقية لتبادل الطلبة، وبرنامج تنفيذي للتعاون الرياضي.",
        {"parties": ["accord FI IQ", "plan FI IQ"]},
    ),
    # 4 where a name ends
    (
        4,
        "استقبل نائب حاكم الفجيرة خالد بن سعيد الظنحاني وفدا رياضيا.",
        {"names": ["خالد بن سعيد الظنحاني"]},
    ),
    (4, "وصرح الكولونيل ماجور عبد القادر السالمي، الناطق باسم الجيش الموريتاني.", {"names": ["عبد القادر السالمي"]}),
    # 5 an unknown foreign name before its post
    (
        5,
        "بحث وزير النفط الكويتي بدر المطيري مع سيغورد هالدورسن وزير الصناعة الآيسلندي سبل التعاون.",
        {"posts": ["سيغورد هالدورسن | وزير الصناعة | IS"], "meetings": ["بدر المطيري + سيغورد هالدورسن"]},
    ),
    (
        5,
        "وشارك في الافتتاح بييترو سالفاتوري سفير إيطاليا لدى تونس.",
        {"posts": ["بييترو سالفاتوري | سفير إيطاليا لدى تونس | IT"]},
    ),
    # 6 agreements told by number or quantity only, or in force
    (6, "وقعت الجزائر وصربيا الخميس عددا من اتفاقيات التعاون.", {"parties": ["accord DZ RS"]}),
    (6, "ترتبط منغوليا والهند بمعاهدة صداقة وتعاون منذ 1994.", {"parties": ["treaty IN MN"]}),
    # 7 one event, several mentions
    (
        7,
        "تستضيف العقبة منتدى دوليا حول تحلية المياه. وأوضح المنظمون أن المنتدى يعرف مشاركة البنك الدولي واليونسكو.",
        {"forum_participants": ["البنك الدولي", "اليونسكو"]},
    ),
    (
        7,
        "انطلق في طشقند مؤتمر إقليمي للأمن الغذائي. ويحضر المؤتمر وزير الزراعة المصري حسن عبد الغفار.",
        {"forum_participants": ["حسن عبد الغفار"]},
    ),
    # 8 two agreements that share a word
    (
        8,
        "وقع الأردن وغانا اتفاقية التعاون الجمركي، واتفاقية التعاون في مجال الشباب.",
        {"parties": ["accord GH JO", "accord GH JO"]},
    ),
    (
        8,
        "وقعت قطر والنيجر مذكرة تفاهم للتعاون الصحي ومذكرة تفاهم للتعاون القضائي.",
        {"parties": ["memorandum NE QA", "memorandum NE QA"]},
    ),
    # 9 names of bodies
    (
        9,
        "أعلن المكتب الوطني للمطارات أن الشركة تلقت دعما من البنك الإفريقي للتنمية.",
        {"body_names": ["المكتب الوطني للمطارات", "البنك الإفريقي للتنمية"]},
    ),
    (
        9,
        "ينتمي المرشح إلى حزب الوفاق والتنمية، وعمل سابقا في مركز الخليج للدراسات الأمنية.",
        {"body_names": ["حزب الوفاق والتنمية", "مركز الخليج للدراسات الأمنية"]},
    ),
    # 10 agree or decide on a masdar
    (10, "اتفقت أوغندا والهند على إنشاء لجنة مشتركة لمكافحة التهريب.", {"parties": ["accord IN UG"]}),
    (10, "اتفق الأردن ونيبال على فتح خط جوي مباشر، وفق بيان صدر أمس.", {"parties": ["accord JO NP"]}),
    # 11 a definite dual stands for the two before
    (
        11,
        "التقى وزير الثقافة العماني سالم الحبسي نظيرته الكينية أميرة أوديرو. "
        "ثم افتتح الوزيران المعرض الدولي الثالث للكتاب.",
        {"meetings": ["أميرة أوديرو + سالم الحبسي"]},
    ),
    (
        11,
        "عقد الرئيس الغاني كوفي منساه ونظيره التونسي كريم الهادي مباحثات في أكرا، "
        "وافتتح الرئيسان مؤتمر الاستثمار الإفريقي.",
        {"forum_participants": ["كريم الهادي", "كوفي منساه"]},
    ),
    # 12 state of a side for a whole list of officials
    (
        12,
        "حضر الاجتماع عن الجانب السوداني وزير الري ياسر عثمان، ووزيرة الصناعة والتجارة سلمى الطيب.",
        {"posts": ["سلمى الطيب | وزيرة الصناعة والتجارة | SD", "ياسر عثمان | وزير الري | SD"]},
    ),
    (
        12,
        "وضم الوفد الكيني وزير النقل جون كاماو، ووزير الطرق والموانئ بيتر أوتينو، والنائب العام ديفيد نجوغونا.",
        {"posts": ["بيتر أوتينو | وزير الطرق والموانئ | KE", "جون كاماو | وزير النقل | KE"]},
    ),
    # 13 list after `among them`, `the most prominent of them`
    (
        13,
        "تشارك في قمة بغداد للطاقة منظمات عدة، أبرزها أوبك والبنك الدولي والوكالة الدولية للطاقة.",
        {"forum_participants": ["أوبك", "البنك الدولي"]},
    ),
    (
        13,
        "حضرت مؤتمر تونس للمناخ وفود دول عدة، من بينها السنغال وغانا وبيرو.",
        {"forum_participants": ["GH", "PE", "SN"]},
    ),
    # 14 a verb of including over a noun of meetings
    (
        14,
        "وتضمنت لقاءات الوزير المغربي كريم العلوي كلا من وزير الصحة الكوبي لويس أرنو "
        "ووزير الدفاع البيروفي خوسيه روخاس.",
        {"meetings": ["خوسيه روخاس + كريم العلوي", "كريم العلوي + لويس أرنو"]},
    ),
    (
        14,
        "وشملت مباحثات الرئيس الكيني جون كاماو الرئيس الغاني كوفي منساه ورئيس وزراء مالطا جورج فيلا.",
        {"meetings": ["جورج فيلا + جون كاماو", "جون كاماو + كوفي منساه"]},
    ),
    # 15 attendance in a later sentence, the forum left out
    (
        15,
        "تحتضن مسقط الأسبوع المقبل قمة الموانئ. ومن المقرر أن يشارك وزير النقل الهندي راجيف ميهرا، "
        "وممثلون عن كينيا وغانا.",
        {"forum_participants": ["GH", "KE", "راجيف ميهرا"]},
    ),
    (
        15,
        "تنعقد في الدوحة قمة الغاز في نوفمبر. ويرتقب حضور رئيس نيبال ديباك شارما ووفود من كوبا ومنغوليا.",
        {"forum_participants": ["CU", "MN", "ديباك شارما"]},
    ),
    # 16 a committee itself is convened
    (
        16,
        "انعقدت اللجنة المشتركة التونسية الماليزية في كوالالمبور بحضور وزير الصحة التونسي كريم الهادي.",
        {"forum_participants": ["كريم الهادي"]},
    ),
    (
        16,
        "واختتمت اللجنة العليا المصرية الكينية أعمالها في نيروبي برئاسة وزير الري المصري حسن عبد الغفار.",
        {"forum_participants": ["حسن عبد الغفار"]},
    ),
    # 17 posts: coordination inside, two complements, a post before and after the name
    (
        17,
        "أكد سفير كينيا لدى قطر وعمان جون كاماو أهمية التعاون.",
        {"posts": ["جون كاماو | سفير كينيا لدى قطر وعمان | KE"]},
    ),
    (
        17,
        "وصل الرئيس كوفي منساه رئيس جمهورية غانا إلى تونس.",
        {"posts": ["كوفي منساه | رئيس جمهورية غانا | GH"]},
    ),
    # 18 the counterpart takes the post of the subject of the clause
    (
        18,
        "بحث وزير الطاقة الكندي جون هاربر مع نظيره الهولندي يان فيسر أسعار الغاز.",
        {"posts": ["يان فيسر | وزير الطاقة | NL"], "meetings": ["جون هاربر + يان فيسر"]},
    ),
    (
        18,
        "التقى قائد الجيش التشادي آدم إدريس، بحضور السفير النيجري، نظيره الكاميروني بول مبارغا.",
        {"posts": ["بول مبارغا | قائد الجيش | CM"], "meetings": ["آدم إدريس + بول مبارغا"]},
    ),
    # 19 a visit not said but meant
    (
        19,
        "استقبل الرئيس التونسي كريم الهادي في قصر قرطاج الرئيس الغاني كوفي منساه.",
        {"visits": ["كوفي منساه > TN"]},
    ),
    (
        19,
        "استقبل أمير قطر الشيخ تميم بن حمد آل ثاني في الديوان الأميري بالدوحة الرئيس الكيني جون كاماو.",
        {"visits": ["جون كاماو > QA"]},
    ),
    # 20 an unnamed holder is the person named elsewhere
    (
        20,
        "يواجه رئيس الوزراء الكندي جون هاربر انتقادات. ويزور رئيس الوزراء الكندي الدنمارك الأسبوع المقبل.",
        {"visits": ["جون هاربر > DK"]},
    ),
    (
        20,
        "انتخب البرلمان المالطي جورج فيلا رئيسا للوزراء العام الماضي. ووصل رئيس الوزراء المالطي إلى تونس أمس.",
        {"visits": ["جورج فيلا > TN"]},
    ),
    # 21 number and plural in several fields
    (
        21,
        "وقعت كينيا ونيبال أربع اتفاقيات في النقل الجوي والسياحة والصحة والتعاون القنصلي.",
        {"parties": ["accord KE NP"]},
    ),
    (
        21,
        "وقع وزيرا تجارة غانا والهند مذكرتي تفاهم في مجالي المناجم والطيران المدني.",
        {"parties": ["memorandum GH IN"]},
    ),
    # 22 a light verb or a verb of joining carries the parties
    (
        22,
        "وقام وزير الصحة الغاني كوفي منساه ونظيره البرازيلي باولو سيلفا بالتوقيع على اتفاقية لتبادل اللقاحات.",
        {"parties": ["accord BR GH"]},
    ),
    (22, "وانضمت منغوليا إلى اتفاقية ثلاثية للنقل البري تضم روسيا والصين.", {"parties": ["accord CN MN RU"]}),
    # 23 relative clauses with a dual or a dropped subject; to gather between
    (
        23,
        "جاء ذلك خلال لقاء جمع بين وزير النقل التونسي كريم الهادي ونظيره الكوبي لويس أرنو.",
        {"meetings": ["كريم الهادي + لويس أرنو"]},
    ),
    (
        23,
        "وأعلن الرئيس الغاني كوفي منساه ونظيره الكيني جون كاماو، في ختام محادثات أجرياها في أكرا، خطة للسكك.",
        {"meetings": ["جون كاماو + كوفي منساه"]},
    ),
    # 24 a visit told by a masdar, a participle or the leader of a delegation
    (24, "تنتظر مالطا وصول رئيس البرلمان الكيني جون كاماو غدا.", {"visits": ["جون كاماو > MT"]}),
    (24, "غادر وفد نيبالي برئاسة وزيرة النقل ديبا شارما إلى كوبا.", {"visits": ["ديبا شارما > CU"]}),
    # 25 a joint appearance before the press
    (
        25,
        "عقد وزير الزراعة التونسي نبيل الشريف ونظيره المالطي جورج فيلا مؤتمرا صحفيا مشتركا في فاليتا.",
        {"meetings": ["جورج فيلا + نبيل الشريف"]},
    ),
    (
        25,
        "قال الرئيس الكيني جون كاماو في مؤتمر صحفي مشترك مع الرئيس الغاني كوفي منساه إن الحدود ستفتح.",
        {"meetings": ["جون كاماو + كوفي منساه"]},
    ),
]  # fmt: skip


def view(said: Said, name: str) -> list[str]:
    facts = said.facts
    if name == "parties":
        return [f"{a.kind} {' '.join(sorted(map(said.name, a.parties)))}" for a in facts.agreements]
    if name == "forum_places":
        return [f"{f.name} @ {said.name(f.place)}" for f in facts.forums if f.place]
    if name == "forum_participants":
        return [said.name(p) for f in facts.forums for p in f.participants]
    if name == "body_names":
        return [b.name for b in facts.organizations]
    lines: list[str] = getattr(said, name)
    return lines


def case(number: int, text: str, wants: Wants) -> object:
    name = f"{CONSTRUCTIONS[number][0]}-{number % 2 + 1}"
    return pytest.param(text, wants, id=name)


@pytest.mark.parametrize(("text", "wants"), [case(k, t, w) for k, (_, t, w) in enumerate(CONSTRUCTIONS)])
def test_construction(text: str, wants: Wants) -> None:
    said = read(text, date="2019-05-14")
    for name, lines in wants.items():
        found = view(said, name)
        for line in lines:
            assert found.count(line) >= lines.count(line), (name, found)
