import { httpDate } from '../dates.ts';
import type { BodyPart } from '../http/body.ts';
import { reusablePart } from '../http/body.ts';
import { jsonType, notFound } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import type { OrgState } from '../org-state.ts';
import { isAbsent, isHidden, rightsOf } from '../rights.ts';
import type { Rights } from '../rights.ts';
import { findTable } from '../soql/tables.ts';
import { describeTable, describeToolingGlobal, describeToolingObject } from '../soql/tooling-describe.ts';
import { describeGlobal } from './describe-global.ts';
import { describeObject } from './describe-object.ts';

export type Api = 'data' | 'tooling';

function sobjectsBase(version: string, api: Api): string {
  return `/services/data/${version}/${api === 'tooling' ? 'tooling/' : ''}sobjects`;
}

/** `GET …/sobjects` */
export function answerDescribeGlobal(state: OrgState, request: OrgRequest, version: string, api: Api): Reply {
  const rights = rightsOf(state, request);
  return conditional(state, request, () => {
    const base = sobjectsBase(version, api);
    if (api === 'data' && rights.absent !== undefined)
      return reusablePart(JSON.stringify(seenGlobal(state, base, rights)));
    return kept(state, base, () =>
      api === 'tooling' ? describeToolingGlobal(base) : describeGlobal(state.model, base),
    );
  });
}

/** `GET …/sobjects/{name}/describe` */
export function answerDescribe(state: OrgState, request: OrgRequest, version: string, api: Api, name: string): Reply {
  const base = sobjectsBase(version, api);
  const place = { base, instanceUrl: state.instanceUrl };
  if (api === 'tooling') {
    const described = describeToolingObject(place, name);
    if (described === undefined) return notFound();
    return conditional(state, request, () => kept(state, `${base}/${name.toLowerCase()}`, () => described));
  }
  const object = state.model.object(name);
  const rights = rightsOf(state, request);
  const setup = object === undefined ? findTable(state.model, 'data', name) : undefined;
  if (setup !== undefined && !setup.isCatalog && !isHidden(rights, 'data', setup.name))
    return conditional(state, request, () => kept(state, `${base}/${setup.name}`, () => describeTable(place, setup)));
  if (object === undefined || isAbsent(rights, object.name)) return notFound();
  if (rights.absent !== undefined || rights.hiddenFields !== undefined)
    return conditional(state, request, () =>
      reusablePart(JSON.stringify(seenObject(describeObject(state.model, place, object), object.name, rights))),
    );
  return conditional(state, request, () =>
    kept(state, `${base}/${object.name}`, () => describeObject(state.model, place, object)),
  );
}

type Described = Readonly<Record<string, unknown>>;

/** describeGlobal without what the user's org does not have. Not kept: each user has one of their own. */
function seenGlobal(state: OrgState, base: string, rights: Rights): Described {
  const described = describeGlobal(state.model, base);
  const sobjects = described.sobjects as readonly { readonly name: string }[];
  return { ...described, sobjects: sobjects.filter(({ name }) => !isAbsent(rights, name)) };
}

/** A describe without the fields that are hidden from the user, here and in the relationships of children. */
function seenObject(described: Described, name: string, rights: Rights): Described {
  const isSeen = (object: string, field: string): boolean => rights.hiddenFields?.has(`${object}.${field}`) !== true;
  const fields = described.fields as readonly { readonly name: string }[];
  const children = described.childRelationships as readonly { readonly childSObject: string; readonly field: string }[];
  return {
    ...described,
    fields: fields.filter((field) => isSeen(name, field.name)),
    childRelationships: children.filter(
      ({ childSObject, field }) => !isAbsent(rights, childSObject) && isSeen(childSObject, field),
    ),
  };
}

/**
 * The answer, or 304 where the caller already has it. Last-Modified and ETag belong to the whole org, not to one object:
 * every describe of an org carries the same ones.
 */
function conditional(state: OrgState, request: OrgRequest, body: () => BodyPart): Reply {
  const validators = {
    ETag: `"${state.model.describeFingerprint}"`,
    'Last-Modified': httpDate(state.describedAtMs),
  };
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  if (since >= state.describedAtMs) return { status: 304, headers: validators };
  return { status: 200, headers: { 'Content-Type': jsonType, ...validators }, body: [body()] };
}

/** Bytes of answers that are kept; an org with more is shaped anew for each request. */
const mostKeptBytes = 256 * 1024 * 1024;

/** Shapes an answer once and keeps its text, because a client that reads an org asks for each one again and again. */
function kept(state: OrgState, key: string, shape: () => unknown): BodyPart {
  const known = state.described.get(key);
  if (known !== undefined) return known;
  const part = reusablePart(JSON.stringify(shape()));
  state.describedBytes += part.raw.length;
  if (state.describedBytes <= mostKeptBytes) state.described.set(key, part);
  return part;
}
