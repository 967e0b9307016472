"""English from other languages, by the article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sentiment.reading.languages import find_language

GOLD = Path(__file__).parents[1] / "gold"

# Language expected, the beginning of an article.
OTHERS = [
    ("de", "Der Stadtrat hat am Montag beschlossen, das einzige Schwimmbad der Stadt "
     "zu schließen. Die Entscheidung hat viele Bürger verärgert, die das Bad seit "
     "vierzig Jahren besuchen und nun keines mehr haben. „Das war in "
     "der Nacht“, so der Mann."),
    ("fr", "Le conseil municipal a voté lundi la fermeture de la seule piscine de la "
     "ville, une décision qui a provoqué la colère des nageurs qui la fréquentent "
     "depuis quarante ans et qui n'ont pas été consultés par le maire."),
    ("es", "El ayuntamiento votó el lunes el cierre de la única piscina de la ciudad, "
     "una decisión que provocó la ira de los nadadores que la han usado durante "
     "cuarenta años y que no fueron consultados por el alcalde."),
    ("it", "Il consiglio comunale ha votato lunedì la chiusura dell'unica piscina "
     "della città, una decisione che ha suscitato la rabbia dei nuotatori che la usano "
     "da quarant'anni e che non sono stati consultati dal sindaco."),
    ("nl", "De gemeenteraad heeft maandag besloten het enige zwembad van de stad te "
     "sluiten, een besluit dat tot woede leidde bij zwemmers die er al veertig jaar "
     "komen. In de zaal was het over en uit, zo was te horen, en of het ooit weer open "
     "gaat is de vraag."),
    ("pt", "A câmara municipal votou na segunda-feira o encerramento da única piscina "
     "da cidade, uma decisão que provocou a ira dos nadadores que a frequentam há "
     "quarenta anos e que não foram consultados pelo presidente."),
    ("pl", "Rada miasta zagłosowała w poniedziałek za zamknięciem jedynego basenu w "
     "mieście, co wywołało gniew pływaków, którzy korzystają z niego od czterdziestu "
     "lat i których nikt nie zapytał o zdanie w tej sprawie."),
    ("sv", "Kommunfullmäktige röstade på måndagen för att stänga stadens enda simhall, "
     "ett beslut som väckte ilska bland simmare som har använt den i fyrtio år och som "
     "aldrig har blivit tillfrågade av ledningen."),
    ("ru", "Городской совет в понедельник проголосовал за закрытие единственного "
     "бассейна города, и это решение вызвало гнев пловцов, которые ходят туда уже "
     "сорок лет и которых никто не спросил."),
    ("ja", "市議会は月曜日、市内で唯一のプールを閉鎖することを決めた。四十年にわたって"
     "利用してきた市民からは怒りの声が上がっている。市長は説明を拒んだ。"),
]  # fmt: skip
ENGLISH = [
    ("too short to tell", "Disgrace!"),
    ("short and foreign to a classifier", "Bravo, maestro."),
    ("nothing", ""),
    ("marks only", "… – “” !!!"),
    ("a list of names", "Holt, Marsh, Fox, Leeds, London and the others."),
]


@pytest.mark.parametrize(("language", "text"), OTHERS, ids=[r[0] for r in OTHERS])
def test_find_language_tells_others(language: str, text: str) -> None:
    assert find_language(text) == language


@pytest.mark.parametrize(("language", "text"), OTHERS, ids=[r[0] for r in OTHERS])
def test_find_language_is_not_misled_by_an_english_notice(
    language: str, text: str
) -> None:
    notice = (
        "We use cookies and other tools so that we can show you the news that is of "
        "interest to you and to find out how our pages are used. You can change what "
        "you have agreed to at any time, and there is more about this in our notice."
    )
    assert find_language("\n\n".join([notice, *[text] * 6])) == language


@pytest.mark.parametrize("text", [r[1] for r in ENGLISH], ids=[r[0] for r in ENGLISH])
def test_find_language_takes_the_doubtful_for_english(text: str) -> None:
    assert find_language(text) == "en"


@pytest.mark.parametrize("name", ["dev", "train", "seeds"])
def test_find_language_loses_no_article_of_the_gold(name: str) -> None:
    lines = (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert {find_language(text) for text in texts} == {"en"}


def test_find_language_asks_no_classifier_about_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: str) -> str:
        raise AssertionError("asked")

    monkeypatch.setattr("sentiment.reading.languages._classified", fail)
    lines = (GOLD / "dev.jsonl").read_text("utf-8").splitlines()
    for line in lines:
        find_language(json.loads(line)["text"])
