"""Turns a whole plan into data."""

from __future__ import annotations

from collections.abc import Iterable

from cycleplan.feeds.data import pieces, schema
from cycleplan.feeds.data.said import check_data, keys_of, log_data, place_of, reference_data, review_data, source_data, words_if_any
from cycleplan.feeds.feed import HOME, at_base, url_of
from cycleplan.model import Address, Cycle, Gathering, Milestone, Move, Owner, Plan, Removal, Spec, state


def plan_data(plan: Plan, version: str, schema_path: str) -> schema.DividedPlanData:
    """Return the plan as data of some version, but for its topics, which are by far the most of it."""
    licence = plan.site.licence
    return schema.DividedPlanData(
        schema_url=at_base(plan, f"/{schema_path}"),
        version=version,
        title=plan.site.title,
        url=url_of(plan, HOME),
        licence=schema.Licence(title=licence.title, url=licence.url or None),
        copyright=plan.site.copyright or None,
        cycles=tuple(_cycle(plan, cycle) for cycle in plan.cycles),
        teams=tuple(schema.Team(key=team.key, title=team.title, mission=team.mission or None) for team in plan.teams),
        owners=tuple(_owner(plan, owner) for owner in plan.owners),
        specs=tuple(_spec(plan, spec) for spec in plan.specs),
        gatherings=tuple(_gathering(plan, gathering) for gathering in plan.gatherings),
        redirects=tuple(_redirect(plan, move) for move in plan.redirects),
        removals=tuple(_removal(plan, removal) for removal in plan.removals),
    )


def topics_path(gathering: str) -> str:
    """Return the path of the file that has the topics of a gathering, by its name."""
    return f"{gathering}/topics.json"


def _cycle(plan: Plan, cycle: Cycle) -> schema.Cycle:
    page = Address(f"{cycle.number}/index")
    return schema.Cycle(
        number=cycle.number,
        name=cycle.name,
        released=cycle.released,
        end_of_life=cycle.end_of_life,
        milestones=_milestones(plan, cycle.milestones, page),
        **place_of(plan, page),
    )


def _milestones(plan: Plan, milestones: Iterable[Milestone], page: Address) -> tuple[schema.Milestone, ...]:
    return tuple(
        schema.Milestone(key=m.key.text, title=m.title, first=m.first, last=m.last, **place_of(plan, Address(page.page, m.key.text)))
        for m in milestones
    )


def _owner(plan: Plan, owner: Owner) -> schema.Owner:
    return schema.Owner(
        key=owner.key,
        kind=owner.kind,
        label=owner.label,
        name=owner.name or None,
        role=owner.role or None,
        aliases=owner.aliases,
        review=review_data(owner.review),
        **place_of(plan, Address(f"owners/{owner.key}")),
    )


def _spec(plan: Plan, spec: Spec) -> schema.Spec:
    return schema.Spec(
        name=spec.name,
        team=spec.team,
        id=spec.id,
        kind=spec.kind,
        title=spec.title,
        summary=words_if_any(spec.summary),
        owners=keys_of(spec.owners),
        source=source_data(spec.source),
        moved_from=spec.moved_from,
        changes=tuple(pieces.Change(title=change.title, source=source_data(change.source)) for change in spec.changes),
        status=state(spec.log),
        log=log_data(plan, spec.log, ""),
        checked=check_data(spec.checked),
        review=review_data(spec.review),
        **place_of(plan, Address(f"specs/{spec.name}")),
    )


def _gathering(plan: Plan, gathering: Gathering) -> schema.Gathering:
    page = Address(f"{gathering.name}/index")
    return schema.Gathering(
        name=gathering.name,
        cycle=gathering.cycle,
        team=gathering.team,
        title=gathering.title,
        first=gathering.first,
        last=gathering.last,
        place=gathering.place or None,
        pad=source_data(gathering.pad) if gathering.pad else None,
        recording=source_data(gathering.recording) if gathering.recording else None,
        mail=source_data(gathering.mail) if gathering.mail else None,
        introduction=words_if_any(gathering.introduction),
        closing=words_if_any(gathering.closing),
        references=reference_data(plan, gathering.references, page),
        milestones=_milestones(plan, gathering.milestones, page),
        topics=tuple(topic.name for topic in plan.topics_of.get(gathering.name, ())),
        topics_url=at_base(plan, f"/{topics_path(gathering.name)}"),
        review=review_data(gathering.review),
        **place_of(plan, page),
    )


def _redirect(plan: Plan, move: Move) -> schema.Redirect:
    return schema.Redirect(old=url_of(plan, move.old), to=url_of(plan, move.to), on=move.on)


def _removal(plan: Plan, removal: Removal) -> schema.Removal:
    return schema.Removal(
        url=url_of(plan, removal.address),
        kind=removal.kind,
        title=removal.title,
        on=removal.on,
        because=words_if_any(removal.because),
        see=removal.see or None,
    )
