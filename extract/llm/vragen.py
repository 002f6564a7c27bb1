"""Asking a model what is not answered yet: several requests at a time, at a bounded pace and cost; every answer is kept at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import httpx

from extract.llm.adres import is_local, key_from_environment
from extract.llm.antwoord import items
from extract.llm.fouten import OpslagFout
from extract.llm.kosten import Beurs, at_most, paid, price, tokens_in
from extract.llm.opslag import Opslag
from extract.llm.plan import Vraag
from extract.llm.records import Antwoord, Taalmodel, Verbinding, Verslag
from extract.llm.verkeer import VORMEN, Opnieuw, Overslaan, Stoppen, Uitkomst, Vorm, body, client, post

#: Passages in a row without an answer after which nothing more is asked.
MOST_FAILURES = 5
#: Tries of a passage on which the model writes something else than asked.
MOST_UNUSABLE = 2
BUDGET = "het budget is op"
#: Called after each passage: (number done, total, euros so far).
Voortgang = Callable[[int, int, float], None]


def ask(questions: Iterable[Vraag], model: Taalmodel, link: Verbinding, progress: Voortgang | None = None) -> Verslag:
    """Ask all questions and keep the answers; a passage that fails stops no other, and interrupting keeps what was answered.

    Raises:
        Verkeerd: the key cannot be one.
        OpslagFout: an answer cannot be kept; nothing more is asked then.
    """
    return asyncio.run(_Ronde(tuple(questions), model, link, progress).run(key_from_environment()))


class _Ronde:
    """One run over all questions."""

    def __init__(self, questions: tuple[Vraag, ...], model: Taalmodel, link: Verbinding, progress: Voortgang | None) -> None:
        self.model, self.link, self.progress = model, link, progress
        self.total, self.todo = len(questions), iter(questions)
        self.kept, self.purse = Opslag(model.opslag), Beurs(link.max_kosten)
        self.failed: Counter[str] = Counter()
        self.answered = self.inward = self.outward = self.in_a_row = 0
        self.form: Vorm = VORMEN[0]
        self.form_works = False
        self.stopped = ""
        self.broken: OpslagFout | None = None
        self.next_turn = 0.0
        self.settled = asyncio.Condition()

    async def run(self, key: str) -> Verslag:
        async with client(self.link, key, local=is_local(self.link.adres)) as http, asyncio.TaskGroup() as group:
            for _ in range(max(1, min(self.link.tegelijk, self.total))):
                group.create_task(self._work(http))
        if self.broken:
            raise self.broken
        return Verslag(
            self.total, self.answered, dict(sorted(self.failed.items())), self.inward, self.outward, self.purse.uitgegeven, self.stopped
        )  # fmt: skip

    async def _work(self, http: httpx.AsyncClient) -> None:
        for question in self._open():
            try:
                why = await self._ask(http, question)
            except OpslagFout as error:
                self.broken, self.stopped = error, str(error)
                return
            if self.stopped and why == self.stopped:
                return
            self._count(why)

    def _open(self) -> Iterator[Vraag]:
        """The next question nobody took, until the run is stopped."""
        while not self.stopped and (question := next(self.todo, None)) is not None:
            yield question

    def _count(self, why: str) -> None:
        if why:
            self.failed[why] += 1
            self.in_a_row += 1
            if self.in_a_row >= MOST_FAILURES:
                self.stopped = self.stopped or f"{MOST_FAILURES} passages achter elkaar mislukten, de laatste omdat: {why}"
        else:
            self.answered, self.in_a_row = self.answered + 1, 0
        if self.progress:
            self.progress(self.answered + self.failed.total(), self.total, self.purse.uitgegeven)

    async def _ask(self, http: httpx.AsyncClient, question: Vraag) -> str:
        """Ask one question until it is answered or given up; '' or why there is no answer."""
        why, unusable, tries = "", 0, 0
        while tries < self.link.pogingen and unusable < MOST_UNUSABLE:
            form = self.form
            taken = await self._pay(question)
            if taken is None:
                return self.stopped
            outcome = await self._send(http, question, form, taken)
            match outcome:
                case Antwoord():
                    if self._keep(question, outcome, form):
                        return ""
                    why, unusable = "het model schrijft iets anders dan gevraagd", unusable + 1
                case Stoppen():
                    self.stopped = self.stopped or outcome.waarom
                    return self.stopped
                case Overslaan():
                    if not (outcome.vorm and self._other_form(form)):
                        return outcome.waarom
                case Opnieuw():
                    why, tries = outcome.waarom, tries + 1
                    if tries < self.link.pogingen:
                        await self._wait(outcome, tries)
        return why

    async def _pay(self, question: Vraag) -> float | None:
        """Set apart what a request can cost, waiting for others to settle; None when nothing more may be asked."""
        amount = at_most(self.link, question.passage, self.model)
        async with self.settled:
            while not self.stopped and not self.purse.take(amount):
                if not self.purse.onderweg:
                    self.stopped = BUDGET
                    break
                await self.settled.wait()
        return None if self.stopped else amount

    async def _send(self, http: httpx.AsyncClient, question: Vraag, form: Vorm, taken: float) -> Uitkomst:
        """One request in its turn, and its cost."""
        spent = taken
        try:
            await self._turn()
            outcome = await post(http, self.link, body(question.passage, self.model, form))
            spent = self._spent(question, outcome)
            return outcome
        finally:
            async with self.settled:
                self.purse.settle(taken, spent)
                self.settled.notify_all()

    def _spent(self, question: Vraag, outcome: Uitkomst) -> float:
        if isinstance(outcome, Antwoord):
            self.inward += outcome.tokens_in
            self.outward += outcome.tokens_uit
            return paid(self.link, question.passage, outcome)
        billed = not isinstance(outcome, Stoppen) and outcome.betaald
        return price(self.link, tokens_in(question.passage), self.model.antwoordtokens) if billed else 0.0

    def _keep(self, question: Vraag, answer: Antwoord, form: Vorm) -> bool:
        """Keep an answer that has the shape asked for."""
        if items(answer.tekst) is None:
            return False
        self.kept.write(question.naam, answer)
        self.form_works = self.form_works or form == self.form
        return True

    def _other_form(self, refused: Vorm) -> bool:
        """Whether to ask again in another form: until one has worked, the server may not know this one."""
        if refused != self.form:
            return True
        if self.form_works:
            return False
        last = refused == VORMEN[-1]
        self.form = VORMEN[0] if last else VORMEN[VORMEN.index(refused) + 1]
        return not last

    async def _turn(self) -> None:
        """Wait for this request's place in the pace, and for the end of a pause that the server asked for."""
        now = asyncio.get_running_loop().time()
        at = max(now, self.next_turn)
        self.next_turn = at + (60 / self.link.per_minuut if self.link.per_minuut else 0.0)
        await asyncio.sleep(at - now)

    async def _wait(self, outcome: Opnieuw, tries: int) -> None:
        """Before another try: as long as the server asks of everybody, else a second, two seconds, four."""
        if outcome.seconden is not None:
            self.next_turn = max(self.next_turn, asyncio.get_running_loop().time() + outcome.seconden)
            return
        await asyncio.sleep(self.link.wachttijd * 2 ** (tries - 1))
