"""The pieces the static model knows: byte-pair merges of at most four characters, learned from the training texts."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

LONGEST_PIECE = 4
UNKNOWN = "[UNK]"
_WORDS = r"[\u3400-\u9fff〇]+|[0-9.%]+|[a-z]+"


def train_tokenizer(texts: Iterable[str], *, pieces: int) -> Tokenizer:
    """A tokenizer with up to `pieces` pieces. Its own normalisation is a part of advisor.text.normalise.

    The rest (traditional script) cannot be said in a tokenizer file, so texts are normalised before they come here.
    """
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_WORDS), behavior="removed", invert=True)
    trainer = trainers.BpeTrainer(
        vocab_size=pieces,
        min_frequency=2,
        special_tokens=[UNKNOWN],
        max_token_length=LONGEST_PIECE,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
