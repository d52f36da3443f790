"""What looks like data about a person is found in the offices' languages, and honest notes are left."""

from itertools import product

import pytest

from db.imports.kinds import KINDS
from db.personal import personal_data_in, personal_heading
from db.sample.narrative import TEXTS as NARRATIVE
from db.sample.source_event import INSTITUTIONAL_FACTS

HEADINGS = """
Name | Surname | First name | Full Name of victim | Phone | Mobile No. | E-mail | Date of birth | DOB
Passport № | ID number | Case number | Address | Nationality | Age | Beneficiary ID
Fornavn | Fødselsdato | Telefonnummer
Прізвище | Дата народження | Номер справи | ПІБ | Громадянство
Ф.И.О. | Фамилия | Дата рождения | Электронная почта | Телефон | Имя
Nume și prenume | Data nașterii | Cetățenie
გვარი | დაბადების თარიღი | პირადი ნომერი | სქესი | დაბ. თარიღი | ტელ. | პ/ნ
Last name | Victim's name | Alias | Mobile | case_id | Етнос прізвище | Diagnosis | Sex | Place of birth
Прозвішча | Імя | Дата нараджэння | Нумар справы | Пашпарт | Грамадзянства | Место жительства | Тел.
"""
TEXTS = """
Call Maria +373 69 123 456 | tel. 067 123 45 67 | 0 67 1234567 | (022) 123-456 | phone: 593123456
mail maria.p@example.org | maria (at) example.org
born 12.03.2001 in Chisinau | DOB 2001-03-12 | 2001 г.р., Минск | 2001 р.н. | народилася 12.03.2001
родилась в 2001 | născută la 12.03.2001 | დაბადებული 12.03.2001
a 17-year-old girl | aged 16 | 16-річна дівчина | in vârsta de 17 ani
passport AB 1234567 | паспорт МР 1234567 | IDNP 2001001234567 | fødselsnummer 01010112345
13097248022 | 3141592A012PB7
case no. 2019/123 | case ref GE-17-4 | справа № 17/2019 | victim no 12
victim M.K. was referred | girl named Ana | survivor, initials A.B. | жертва на ім'я Оля
call +373 22 123 456 | write to someone@example.org | tel. 0322 123456 | born 12.03.1999 | passport AB123456
survivor named M. | victim, aged 19 | DOB: 1999-01-02 | file no. GE-114 | мой тел. 555 12 34 56
beneficiary called Ana | viber +380 44 123 45 67 | telephone: 593123456 | мобильный 8 029 123-45-67
тэлефон 29 123 45 67 | ტელეფონი 593 12 34 56 | 00373 69123456 | 8 (029) 123-45-67 | tg @maria_popescu
born on 3 March 2001 | дата нараджэння: 12.03.2001 | нарадзілася 12.03.2001 | рожд. 12.03.2001
17 y.o. girl | girl, 15, from Batumi | 15 лет, девочка | дівчина, 16 років | fată de 15 ani | 15 წლის გოგო
пашпарт МР1234567 | паспорт серия МР № 1234567 | პ/ნ 01024567890 | ID 01024567890 | IDNP: 2001001234567
case GE-2019-017 | case #17 | caz nr. 17 | dosar nr. 17/2019 | номер дела 17 | справа 17/2019 | საქმე N17
Victim: Maria Popescu | the victim Maria Popescu was moved | victim Maria P. returned | victima Ana Popescu
потерпевшая Иванова Мария | потерпіла Іваненко О. | მსხვერპლი ანა ბერიძე | survivor, Natia Beridze
"""
HONEST_HEADINGS = """
Document | Posted | WBS | GL | Office | Budget line | Vendor | Vendor name | Description | Currency | Amount
Source | Invoice | Invoice date | Reference | Kind | Note | Event code | Title | Type | Start date | End date
Venue | Country | Organisation | Organisation name | Name of the organisation | Role | Women | Men | Total
Theme | Addressee | Recommendation | Status | Case studies | Indicator | Quarter | Value | Numerator
Denominator | Evidence | Rate | Valid from | Unit scale | Instalment | Received on | Number of participants
Participants (total) | Cost | Назва | Країна | Сума | Опис | Страна | Сумма | Denumirea | Suma | ქვეყანა
"""
HONEST_TEXTS = """
45 rooms @ 120.00 | PO 0045001234 of May | Contract 0012345678 | GL 0307410 | 26007233566001 | EUR 0.95 per km
The network was born at the conference of 2018 | for 5 years, victim support services grew | average age 34
campaign for 14-year-olds | a 10-year-old agreement | Participants aged 18-30 | case study no. 2 on labour
Victim Identification Guidelines, second edition | the Victim Support Foundation paid 3 000
business case 2019-20 | procurement file no. 12/2020 | audit file number 3 | 10 წლის იუბილე | 1 man-month
woman, 45% of participants | Survivor Support Network | victims of trafficking, 2019-2020 | Helpline 116 006
Жертва торговли людьми: учебник | потерпілі особи отримали допомогу | date of birth registration campaign
Support to victims: Government Decision 461 | mobile clinic 2019-2020 | the victim Legal Aid Centre
Beneficiary: State Fund for Protection, contract 2019/22 | Flight BAX 0302 123 | Georgia 0108 Tbilisi
IBAN MD24AG000225100013104168 | MD-2012 Chisinau, bd. Stefan cel Mare 180 | ISBN 978-92-1-130123-4
"""


def each(table: str) -> list[str]:
    return [text.strip() for line in table.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("heading", each(HEADINGS))
def test_a_column_for_data_about_persons_is_refused(heading: str) -> None:
    assert personal_heading(heading) is not None


@pytest.mark.parametrize("text", each(TEXTS))
def test_a_text_with_data_about_a_person_is_refused(text: str) -> None:
    for around in (text, f"Meeting with the partner. {text}, see report.", text.replace(" ", "\u00a0")):
        what = personal_data_in(around)

        assert what is not None
        assert text not in what


@pytest.mark.parametrize(
    "hidden", ["+373\u200b69 123 456", "mari\u00adа@example.org", "тел. ５９３１２３４５６"]
)
def test_signs_that_nobody_sees_hide_nothing(hidden: str) -> None:
    assert personal_data_in(hidden) is not None


@pytest.mark.parametrize("heading", each(HONEST_HEADINGS))
def test_a_column_of_a_template_is_not_refused(heading: str) -> None:
    assert personal_heading(heading) is None


def test_honest_notes_are_refused_in_less_than_one_of_a_hundred() -> None:
    notes = honest_notes()

    refused = [note for note in notes if personal_data_in(note)]

    assert len(notes) >= 500
    assert len(refused) <= len(notes) // 100, refused


@pytest.mark.parametrize("note", each(HONEST_TEXTS))
def test_what_only_resembles_data_about_a_person_is_not_refused(note: str) -> None:
    assert personal_data_in(note) is None


def test_headings_of_templates_and_texts_of_the_sample_are_not_refused() -> None:
    headings = [
        column.heading
        for kind in KINDS.values()
        for sheet in kind.sheets
        if not sheet.names_people
        for column in sheet.columns
    ]
    notes = [
        *INSTITUTIONAL_FACTS,
        *(text for of_report in NARRATIVE.values() for text in of_report.values()),
        *(f"Invoice {no}/2020 of {no % 28 + 1} May 2020, NOK {no * 17}.50" for no in range(400)),
        *(f"Two days, {number} participants from 4 countries in room {number}" for number in range(80)),
    ]

    assert [heading for heading in headings if personal_heading(heading)] == []
    assert [note for note in notes if personal_data_in(note)] == []


def honest_notes() -> list[str]:
    """Amounts, days, numbers of documents, ministries and office-holders, as offices write them."""
    openings = each("""
        Invoice INV-0123456789 of 24.10.2019 | Ref. 0001234567 | PO 4500012345 | Contract 00123/2019, annex 2
        Payment of NOK 1 234 567,90 | 18,450.00 GEL at 2.977 | UAH 100 000 000 for 2020 | 0.123456789 USD
        Agreement RER-19/0012 signed on 1 October 2019 | IBAN GE29NB0000000101904917 | Document LED-000123
        Batch 12 of 2019-Q4 | Government Decision 461 of 22 May 2018 | Tender no. 2019-077 | SWIFT TBCBGE22
        Receipt № 778812345 from 21.10.2019 | Накладна № 4478 від 21.10.2019 | Счёт № 112233 от 02.12.2019
        Factura nr. 000123 din 02.12.2019 | ინვოისი № 123456, 02.12.2019 | Faktura nr. 10024567
    """)
    middles = each("""
        Minister of Internal Affairs Giorgi Gakharia opened the conference
        Ambassador Helene Sand Andresen and Deputy Minister Mamuka Mdinaradze spoke
        costs borne by the office in 2019 | 10 years of cooperation were marked | two cases were presented
        30 participants, 17 women and 13 men, aged 18 and over | Victim Support Norway took part in panel 2
        the victim assistance fund rose to 250,000 | training on case management, module 3
        conference on identification of victims, 24-25 October 2019
        Міністерство соціальної політики, лист 12-34/567 | МВД Республики Беларусь, протокол 15 от 24.10.2019
        Ministerul Afacerilor Interne, nr. 34/2019 | შინაგან საქმეთა სამინისტრო, 2019 | room 204, 3rd floor
        4 offices, 12 months, 48 reports | Utenriksdepartementet, sak 19/1234 | flights to OSL, 31.10.2019
        hotel for 45 persons, 3 nights at 180.00 | telephone costs of 2019-Q4 | mobile teams in 4 regions
        passport control training, 25 officers | call for proposals 2019/2 | 15-річний ювілей організації
        the case law of 2019 | women and men of 18 to 24 | 116 123 calls to the hotline
    """)
    return [f"{opening}; {middle}" for opening, middle in product(openings, middles)]
