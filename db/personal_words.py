"""How personal data is asked for in the headings of the offices' own tables, in their languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WHOLE_HEADINGS: Final[Mapping[str, str]] = {
    "names": """
        name | full name | names | person | client | beneficiary | victim | survivor |
        participant | alias | nickname | initials | signature | name and surname |
        surname and name | contact person | name of participant | participant name |
        participants names | navn | fullt navn | deltaker | person navn | ім'я | піб |
        прізвище та ім'я | прізвище ім'я по батькові | учасник | імена | підпис | имя | фио |
        фамилия и имя | фамилия имя отчество | участник | имена | подпись | nume |
        nume si prenume | nume prenume | numele | participant | beneficiar | semnatura | სახელი |
        სახელი და გვარი | სახელი გვარი | გვარი სახელი | მონაწილე | ხელმოწერა | ф и о | п і б | пиб | імя |
        прозвішча | імя па бацьку | victims | child | name surname
    """,
    "numbers and addresses": """
        telephone | contact | contact details | contacts | address | home address | adresse |
        kontakt | адреса | контакт | контакти | адрес | контакты | adresa | domiciliu | contacte |
        მისამართი | საკონტაქტო | residence | адрас | место жительства | місце проживання | tel | тел |
        тэл | ტელ | მობ
    """,
    "attributes of a person": """
        age | exact age | birth | nationality | citizenship | ethnicity | religion | health |
        diagnosis | pregnant | pregnancy | photo | photograph | fingerprint | shelter | employer |
        trafficker | alder | fodt | nasjonalitet | statsborgerskap | вік | національність |
        громадянство | стан здоров'я | фото | возраст | национальность | гражданство | здоровье |
        varsta | nationalitate | cetatenie | nationalitatea | cetatenia | etnie | ასაკი |
        ეროვნება | მოქალაქეობა | sex | gender | стать | пол | узрост | грамадзянства | sexul | სქესი
    """,
}
"""Headings that are personal when nothing else stands in them: “Name of the organisation” is none."""

WITHIN_HEADINGS: Final[Mapping[str, str]] = {
    "names": """
        surname | first name | last name | family name | given name | maiden name | middle name |
        patronymic | fornavn | etternavn | mellomnavn | прізвище | по батькові | фамилия |
        отчество | prenume | prenumele | patronimic | გვარი | victim name | name of victim |
        name of beneficiary | beneficiary name | client name | survivor name |
        victim's name | client's name | beneficiary's name | survivor's name | child's name |
        child name | mother's name | father's name | прозвішча
    """,
    "telephone numbers": """
        phone | telephone | mobile | cell phone | whatsapp | viber | telegram | telefon | telefonnummer |
        mobil | mobilnummer | телефон | моб | мобільний | мобильный | номер телефону | telefonul |
        ტელეფონი | ტელეფონის ნომერი | მობილური | тэлефон | нумар тэлефона
    """,
    "e-mail addresses": """
        e mail | email | mail address | e post | epost | електронна пошта | имейл |
        електронна адреса | эл почта | электронная почта | posta electronica | adresa electronica |
        ელფოსტა | ელ ფოსტა | იმეილი
    """,
    "birth dates": """
        date of birth | birth date | birthdate | dob | year of birth | born | birthday |
        fodselsdato | fodselsar | fodselsdag | дата народження | рік народження | дата рождения |
        год рождения | data nasterii | anul nasterii | data de nastere | დაბადების თარიღი |
        დაბადების წელი | place of birth | место рождения | місце народження | дата нараджэння |
        год нараджэння | дата народж | დაბ თარიღი
    """,
    "identity numbers": """
        passport | id number | id no | id card | identity card | identity number | national id |
        personal number | personal no | personal id | personnummer | fodselsnummer | pass nr |
        passnummer | паспорт | номер паспорта | рнокпп | ідентифікаційний номер | ипн |
        идентификационный номер | личный номер | pasaport | pasaportul | buletin | idnp | cnp |
        identity document | пашпарт | асабісты нумар | პ ნ |
        cod personal | პასპორტი | პირადი ნომერი | პირადობის
    """,
    "case numbers": """
        case number | case no | case id | case nr | case code | case ref | case reference |
        victim code | victim id | client id | client code | beneficiary id | beneficiary code |
        survivor id | номер справи | номер дела | дело no | numarul cazului | numarul dosarului |
        nr dosar | nr cazului | საქმის ნომერი | нумар справы | file number
    """,
}
"""Words that make a heading personal wherever they stand in it."""
