"""A configured language model as second judge. What it cannot judge is said and counted, never guessed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Self

import httpx
from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

from advisor.errors import BadInput
from advisor.prompting import Prompt, frame, load_prompt
from advisor.settings import Settings
from evals.core.judging import JudgeOpinion
from evals.core.measures import NOT_JUDGED, Column

_SECONDS = 120.0
_LONGEST_ANSWER = 600
# A server that is down would otherwise be waited for once an item.
_MOST_FAILURES = 5


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")
    content: str


class _Choice(BaseModel):
    model_config = ConfigDict(extra="ignore")
    message: _Message


class _Completion(BaseModel):
    """What is read of an OpenAI-compatible reply."""

    model_config = ConfigDict(extra="ignore")
    choices: list[_Choice] = Field(min_length=1)


class _Said(BaseModel):
    """What the model was told to answer with."""

    model_config = ConfigDict(extra="ignore")
    supported: StrictBool
    score: float | None = Field(default=None, ge=0, le=1)
    reason: str = ""


class ModelJudge:
    """Asks an OpenAI-compatible server about one claim at a time, at temperature 0."""

    def __init__(self, client: httpx.Client, model: str, prompt: Prompt) -> None:
        self._client, self._model, self._prompt = client, model, prompt
        self._failures = 0
        self.column = Column(key="judge", label=f"另一评判：模型 {model}")

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The judge of ADVISOR_LLM_*. Raises BadInput where server or model is not set, SourceUnusable for a bad prompt."""
        if not settings.llm_base_url or not settings.llm_model:
            raise BadInput("--judge 需要一个模型：请设置 ADVISOR_LLM_BASE_URL 和 ADVISOR_LLM_MODEL。")
        key = settings.llm_api_key
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        # A trailing slash, or the last part of the address would be replaced by the path.
        client = httpx.Client(base_url=f"{settings.llm_base_url.rstrip('/')}/", headers=headers, timeout=_SECONDS)
        return cls(client, settings.llm_model, load_prompt(settings.prompts, "judge", ("claim", "passages")))

    def judge(self, claim: str, passages: Sequence[str]) -> JudgeOpinion:
        """The model's opinion; not judged where the server fails or the reply is not what was asked for.

        After five failures of the server in a row it is asked no more, and everything left is not judged.
        """
        if self._failures >= _MOST_FAILURES:
            return _failed("模型服务连续出错，不再询问")
        framed = "\n".join(frame("passage", text, number=at) for at, text in enumerate(passages, start=1))
        text = self._prompt.fill(passages=framed or "（没有材料）", claim=frame("claim", claim))
        try:
            reply = self._reply(text)
            self._failures = 0
            return _opinion(reply)
        except httpx.HTTPError as error:
            self._failures += 1
            return _failed(f"模型服务出错：{type(error).__name__}")
        except (ValidationError, ValueError) as error:
            return _failed(f"模型的回复不合要求：{type(error).__name__}")

    def _reply(self, text: str) -> str:
        request = {
            "model": self._model,
            "messages": [{"role": "user", "content": text}],
            "temperature": 0,
            "max_tokens": _LONGEST_ANSWER,
        }
        response = self._client.post("chat/completions", json=request)
        response.raise_for_status()
        return _Completion.model_validate_json(response.content).choices[0].message.content


def _opinion(reply: str) -> JudgeOpinion:
    said = _Said.model_validate(_last_object(reply))
    score = float(said.supported) if said.score is None else said.score
    return JudgeOpinion(supported=said.supported, score=score, reason=said.reason)


def _last_object(reply: str) -> object:
    """The last JSON object of a reply: some models think aloud before it. Raises ValueError where there is none."""
    decoder, found, at = json.JSONDecoder(), None, reply.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(reply, at)
        except json.JSONDecodeError:
            end = at + 1
        at = reply.find("{", end)
    if found is None:
        raise ValueError("no JSON object in the reply")
    return found


def _failed(why: str) -> JudgeOpinion:
    return JudgeOpinion(supported=None, score=NOT_JUDGED, reason=f"未能评判：{why}")
