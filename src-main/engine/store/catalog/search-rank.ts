import type { HitKind } from '../../../../src-preload/contract/catalog.ts';
import { namespaceOf } from '../../../domain/metadata/api-names.ts';

/*
 * The one order of search hits, whatever they are of:
 *
 * 1. how well the text fits (`GRADES`),
 * 2. what it is of (`KIND_ORDER`): people look for objects, fields and reports before code,
 * 3. what belongs to a package or is switched off comes after what does not,
 * 4. the shorter one: the text covers more of it,
 * 5. the API name, then the object, then the org as it was asked for.
 *
 * An API name that is the text is no better than a label that is: who types "donation" looks for the record type of that
 * label, not for the class of that name. Where both are of one kind the shorter one is mostly the name.
 *
 * Where more is found than is shown, no kind of thing takes more than a part of the places that others can fill
 * (`chooseHits`): in most orgs fifty fields begin with any common word, and nothing else would be seen.
 */

/** A search text as it is compared: in lower case, whole and as its words. */
export type SearchText = { readonly whole: string; readonly words: readonly string[] };

/** How well a row fits: the smaller the grade the better. */
export type Fit = { readonly grade: number; readonly matchedIn: 'name' | 'label' | 'helpText' | 'description' };

export const GRADES = {
  /** Label or API name is the text, also the name without namespace, suffix, folder and object. */
  called: 0,
  /** API name or label begins with it. */
  begins: 1,
  /** A word in them does. */
  word: 2,
  /** It stands elsewhere in them. */
  inside: 3,
  /** Each of its words begins a word in them. */
  wordsBegin: 4,
  /** Each of its words stands somewhere in them. */
  words: 5,
  /** The help text or a component's description holds it, or its words. */
  text: 6,
  textWords: 7,
  /** The description of an object or field or a component's definition holds it, or its words. */
  definition: 8,
  definitionWords: 9,
} as const;

/**
 * The last grade of a good fit: the text stands where a word begins, or in a help text. Where rows that hold the whole
 * text have all been seen, it is that of the best that can still come: each word begins one, or stands in the help text.
 */
export const GOOD_GRADES = {
  names: { whole: GRADES.word, words: GRADES.wordsBegin },
  texts: { whole: GRADES.text, words: GRADES.textWords },
} as const;

/** `companion`: an object that Salesforce keeps beside another (who sees it, what changed), and its fields. */
export type OrderedKind = HitKind | 'companion';

/** What people look for first. Parts that have no page of their own and what repeats names of others come last. */
const KIND_ORDER = [
  'object',
  'field',
  'Report',
  'Dashboard',
  'Flow',
  'RecordType',
  'ValidationRule',
  'Layout',
  'FlexiPage',
  'PermissionSet',
  'PermissionSetGroup',
  'Profile',
  'User',
  'CustomSetting',
  'CustomMetadataType',
  'GlobalValueSet',
  'CustomTab',
  'CustomApplication',
  'CustomLabel',
  'companion',
  'WorkflowRule',
  'ReportType',
  'ReportFolder',
  'DashboardFolder',
  'InstalledPackage',
  'ApexClass',
  'ApexTrigger',
  'WorkflowFieldUpdate',
  'MutingPermissionSet',
  'ObjectLimit',
  'FieldDetail',
] as const satisfies readonly OrderedKind[];
const RANK_OF_KIND: ReadonlyMap<string, number> = new Map(KIND_ORDER.map((kind, at) => [kind, at]));

/** The kind of an object, or of a field of that object, in the order. */
export function kindAmong(kind: 'object' | 'field', object: string): OrderedKind {
  return /(?:Share|History|Feed|ChangeEvent)$/.test(object) ? 'companion' : kind;
}

/** The place of a kind in the order of hits. */
export function kindRank(kind: string): number {
  return RANK_OF_KIND.get(kind) ?? KIND_ORDER.length;
}

/** What the order looks at. */
export type Ordered = {
  readonly kind: OrderedKind;
  readonly name: string;
  readonly object: string;
  /** Characters of the name or label that the text was found in. */
  readonly chars: number;
  /** Of a package, or switched off. */
  readonly isAside: boolean;
  readonly grade: number;
};

/** The order of hits, for a sort that keeps the order of equals. */
export function betterFirst(a: Ordered, b: Ordered): number {
  return (
    a.grade - b.grade ||
    kindRank(a.kind) - kindRank(b.kind) ||
    Number(a.isAside) - Number(b.isAside) ||
    a.chars - b.chars ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
    (a.object < b.object ? -1 : a.object > b.object ? 1 : 0)
  );
}

/** Of so many places one kind takes no more than this part while others have hits. */
const SHARE_OF_KIND = 0.25;

/** The hits that are shown, in their order, out of those found. */
export function chooseHits<Hit extends Ordered>(found: readonly Hit[], limit: number): readonly Hit[] {
  const inOrder = found.toSorted(betterFirst);
  if (inOrder.length <= limit) return inOrder;
  const most = Math.ceil(limit * SHARE_OF_KIND);
  const taken = new Map<OrderedKind, number>();
  const isWithin = ({ kind }: Hit): boolean => {
    const count = (taken.get(kind) ?? 0) + 1;
    taken.set(kind, count);
    return count <= most;
  };
  const within = new Set(inOrder.filter(isWithin).slice(0, limit));
  for (const hit of inOrder) {
    if (within.size >= limit) break;
    within.add(hit);
  }
  return inOrder.filter((hit) => within.has(hit));
}

/**
 * An API name without what people leave out: `Level__c` and `npsp__Level__c` are called `Level`, `Sales/Pipeline`
 * `Pipeline`, `Account.Has_Owner` `Has_Owner`.
 */
export function shortName(kind: string, name: string): string {
  if (kind !== 'object' && kind !== 'field') return name.slice(Math.max(name.lastIndexOf('/'), name.indexOf('.')) + 1);
  const prefix = namespaceOf(name);
  return (prefix === null ? name : name.slice(prefix.length + 2)).replace(/__[A-Za-z]{1,5}$/, '');
}

/** How an API name and a label fit (`GRADES` up to `words`); null when a word is missing. */
export function fitNames(kind: string, name: string, label: string, text: SearchText): Fit | null {
  const inName = placeOf(name, text.whole);
  const inLabel = placeOf(label, text.whole);
  if (inName !== null || inLabel !== null) {
    const nameGrade = name.toLowerCase() === text.whole ? GRADES.called : (inName ?? GRADES.words);
    const labelGrade = label.toLowerCase() === text.whole ? GRADES.called : (inLabel ?? GRADES.words);
    const best = Math.min(nameGrade, labelGrade);
    if (best !== GRADES.called && inName !== null && shortName(kind, name).toLowerCase() === text.whole) {
      return { grade: GRADES.called, matchedIn: 'name' };
    }
    return { grade: best, matchedIn: nameGrade <= labelGrade ? 'name' : 'label' };
  }
  if (text.words.length < 2) return null;
  const places = text.words.map((word) => [placeOf(name, word), placeOf(label, word)] as const);
  if (places.some(([inside, beside]) => inside === null && beside === null)) return null;
  const begins = places.every((both) => both.some((place) => place !== null && place < GRADES.inside));
  return {
    grade: begins ? GRADES.wordsBegin : GRADES.words,
    matchedIn: places.every(([inside]) => inside !== null) ? 'name' : 'label',
  };
}

/** How help text and description fit (`GRADES` from `text`). */
export function fitTexts(helpText: string | null, description: string | null, text: SearchText): Fit | null {
  const help = (helpText ?? '').toLowerCase();
  const rest = (description ?? '').toLowerCase();
  if (help.includes(text.whole)) return { grade: GRADES.text, matchedIn: 'helpText' };
  if (text.words.every((word) => help.includes(word))) return { grade: GRADES.textWords, matchedIn: 'helpText' };
  if (rest.includes(text.whole)) return { grade: GRADES.definition, matchedIn: 'description' };
  return text.words.every((word) => help.includes(word) || rest.includes(word))
    ? { grade: GRADES.definitionWords, matchedIn: 'description' }
    : null;
}

/** Whether the value begins with the text, a word in it does, or it stands elsewhere; null when it is not there. */
function placeOf(value: string, text: string): number | null {
  const lower = value.toLowerCase();
  let at = lower.indexOf(text);
  if (at < 0) return null;
  for (; at >= 0; at = lower.indexOf(text, at + 1)) {
    if (at === 0) return GRADES.begins;
    if (isWordStart(value, at)) return GRADES.word;
  }
  return GRADES.inside;
}

/** After a space, underscore or punctuation, and at a capital after a small letter (`HeatPump`). */
function isWordStart(value: string, at: number): boolean {
  const before = value[at - 1] ?? '';
  return !/[\p{L}\p{N}]/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(value[at] ?? ''));
}
