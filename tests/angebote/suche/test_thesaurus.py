from angebote.suche.analyse import stamm, woerter
from angebote.suche.thesaurus import Begriff, Thesaurus

KITA_ZU = Begriff("Kita hat zu", ("Notfallbetreuung",))
VATER = Begriff("Vater zahlt keinen Unterhalt", ("Unterhaltsvorschuss",))
THESAURUS = Thesaurus([KITA_ZU, VATER])


def treffer(frage, gelaeufig=("kita",)):
    wortlaut = [stamm(wort) for wort in woerter(frage)]
    return THESAURUS.treffer(set(wortlaut), wortlaut, lambda term: term in gelaeufig)


def test_phrase_of_stop_words_is_asked_for_in_its_wording():
    assert treffer("Die Kita hat heute zu") == [(KITA_ZU, 1.0)]
    assert treffer("Kita in der Nähe") == []


def test_the_rare_word_of_a_phrase_is_enough_where_offers_do_not_use_it():
    assert treffer("Kita in der Nähe", gelaeufig=()) == [(KITA_ZU, 0.8)]


def test_phrase_may_miss_one_word():
    assert treffer("Der Vater zahlt einfach keinen Unterhalt") == [(VATER, 1.0)]
    assert treffer("Vater zahlt nichts") == [(VATER, 0.6)]
    assert treffer("Vater") == []
