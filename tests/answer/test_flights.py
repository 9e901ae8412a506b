"""Identical questions share one answer under way, and get the one that was kept."""

from __future__ import annotations

import threading

import pytest

from advisor.answer.events import Finished
from advisor.answer.flights import Flights
from advisor.types import Answer, ModelOutcome


def finished(number=0, *, mode="model", fault=None):
    return Finished(answer=Answer(question=f"{number}", as_of="2026-11-23", mode=mode, model_fault=fault))


class Maker:
    """Makes an answer, counting how often; waits for `gate` after the first event."""

    def __init__(self, **answer):
        self.times, self.answer = 0, answer
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self):
        self.times += 1
        yield finished(-1)
        self.gate.wait(10)
        yield finished(self.times, **self.answer)


def test_an_answer_is_kept_and_given_again():
    flights, make = Flights(keep=True), Maker()
    first, second = list(flights.events("问", make)), list(flights.events("问", make))
    assert first == second
    assert make.times == 1


def test_another_question_is_made_anew_and_so_is_one_that_is_wanted_anew():
    flights, make = Flights(keep=True), Maker()
    for key, anew in (("问", False), ("另问", False), ("问", True)):
        list(flights.events(key, make, anew=anew))
    assert make.times == 3
    assert list(flights.events("问", make))[-1].answer.question == "3"


@pytest.mark.parametrize("answer", [{"mode": "extractive"}, {"fault": ModelOutcome.CUT}])
def test_what_the_model_did_not_write_whole_is_not_kept(answer):
    flights, make = Flights(keep=True), Maker(**answer)
    list(flights.events("问", make))
    list(flights.events("问", make))
    assert make.times == 2


def test_nothing_is_kept_when_that_is_switched_off():
    flights, make = Flights(keep=False), Maker()
    list(flights.events("问", make))
    list(flights.events("问", make))
    assert make.times == 2


def test_the_oldest_is_forgotten_first():
    flights, make = Flights(keep=True, kept=2), Maker()
    for key in "甲乙丙甲":
        list(flights.events(key, make))
    assert make.times == 4


def test_those_who_ask_meanwhile_listen_in_from_the_first_event():
    flights, make = Flights(keep=False), Maker()
    make.gate.clear()
    leader = flights.events("问", make)
    next(leader)
    followers = [flights.events("问", make) for _ in range(3)]
    heard = [next(one) for one in followers]
    make.gate.set()
    assert all(one == finished(-1) for one in heard)
    assert [list(one)[-1].answer.question for one in (leader, *followers)] == ["1"] * 4
    assert make.times == 1


def test_a_reader_who_leaves_takes_nothing_from_the_others():
    flights, make = Flights(keep=False), Maker()
    make.gate.clear()
    leader, other = flights.events("问", make), flights.events("问", make)
    next(leader)
    leader.close()
    make.gate.set()
    assert len(list(other)) == 2


def test_a_failure_reaches_every_reader_and_is_not_kept():
    def broken():
        yield finished()
        raise RuntimeError("fault")

    flights = Flights(keep=True)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            list(flights.events("问", broken))
