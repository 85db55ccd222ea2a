import { HIT_KINDS, type HitKind, type SearchHit } from '../../../../src-preload/contract/catalog.ts';
import { excerptAround, searchWords } from '../../../domain/metadata/search-text.ts';
import type { Database } from '../database.ts';
import { type Fit, fitNames, fitTexts, GOOD_GRADES } from './search-rank.ts';
import { createComponentSearch } from '../areas/component-search.ts';
import { createSearchedObjects } from './search-objects.ts';
import { takeScope } from './search-scope.ts';
import {
  type Candidate,
  CANDIDATE_COLUMNS,
  HEARTBEAT_IDS,
  NOW,
  OF_OBJECT,
  searchSources,
  type Source,
} from './search-sources.ts';
import { createTrigrams } from './search-trigrams.ts';

/** Candidates beyond the wanted ones that are put in order; more would cost more than the order is worth. */
const RANK_NAMES = 300;
const RANK_TEXTS = 200;
/** Definitions are long: each one that is read costs more than the order is worth. */
const RANK_DEFINITIONS = 30;
const NO_OBJECTS = { names: [], texts: [] } as const;
/** Where the two texts of a component stand. */
const COMPONENT_PLACES: Readonly<Partial<Record<Fit['matchedIn'], SearchHit['matchedIn']>>> = {
  helpText: 'description',
  description: 'definition',
};
const LAST_CHAR = '\u{10FFFF}';

export type SearchEffort = {
  /** How long one answer may look for further hits. */
  readonly budgetMs: number;
  /** Fields that are looked at whatever it takes, so that the answer in an org of usual size depends on no clock. */
  readonly sureFields: number;
};
const EFFORT: SearchEffort = { budgetMs: 150, sureFields: 50_000 };

/** An org that is searched; several stand in the order in which hits that fit equally well are shown. */
export type SearchedOrg = { readonly key: number; readonly id: string; readonly name: string };

/** One of the orgs during one answer: its objects that hold every word, and the time that its fields may take. */
type Searched = {
  readonly org: SearchedOrg;
  readonly objects: Readonly<Record<'names' | 'texts', readonly Candidate[]>>;
  readonly clock: ReturnType<typeof createClock>;
};
type Found = { readonly org: SearchedOrg; readonly row: Candidate };
type Ranked = Found & { readonly fit: Fit };

/**
 * Search as you type, in stages: exact, API name begins, label begins, then inside name or label and inside help text
 * or description, each with the best fits first. It stops as soon as there are enough hits. No bm25: scoring every hit
 * of a common word costs 100 times as much. At an equal fit objects come before fields, shorter names first.
 *
 * One or two characters have no trigram, so the fields are scanned while hits are missing, for a bounded time.
 * `more` tells that there are more hits than the limit, or may be because the time was over.
 *
 * Components are found as fields are, in the same stages and put in order with them; each may fill the answer by itself.
 *
 * Over several orgs each stage asks all of them before its hits are put in order, so that a good hit of the last org
 * stands before a poor one of the first; they share the time and the rows that are ranked.
 */
export function createSearch(db: Database, effort: SearchEffort = EFFORT) {
  const exactFields = db.prepare(
    `SELECT ${CANDIDATE_COLUMNS} FROM field f JOIN ${OF_OBJECT} WHERE ${NOW} AND f.name = ? COLLATE NOCASE
     UNION SELECT ${CANDIDATE_COLUMNS} FROM field f JOIN ${OF_OBJECT} WHERE ${NOW} AND f.label = ? COLLATE NOCASE LIMIT ?`,
  );
  const prefix = (column: 'name' | 'label') =>
    db.prepare(
      `SELECT ${CANDIDATE_COLUMNS} FROM field f JOIN ${OF_OBJECT} WHERE ${NOW}
       AND f.${column} >= ? COLLATE NOCASE AND f.${column} < ? COLLATE NOCASE ORDER BY f.${column} COLLATE NOCASE LIMIT ?`,
    );
  const trigrams = createTrigrams(db);
  const prefixName = prefix('name');
  const prefixLabel = prefix('label');
  const indexedTo = db.prepare('SELECT indexed_to FROM search_state').pluck();
  const newest = db.prepare('SELECT coalesce(max(id), 0) FROM field').pluck();
  const objects = createSearchedObjects(db);
  const components = createComponentSearch(db);

  return (orgs: readonly SearchedOrg[], typed: string, limit: number): { hits: SearchHit[]; more: boolean } => {
    const { scope, text: asked } = takeScope(typed);
    // A full-text query ends at a null character, in the middle of its quotes.
    const whole = asked.replaceAll('\0', ' ').trim();
    if (whole === '') return { hits: [], more: false };
    const lower = whole.toLowerCase();
    const text = { whole: lower, words: [...new Set(searchWords(lower))] };
    const wanted = limit + 1;
    const hits: SearchHit[] = [];
    const seen = new Set<number | string>();
    const searched = orgs.map(
      (org): Searched => ({
        org,
        objects: scope.objects ? objects.holding(org, text.words) : NO_OBJECTS,
        clock: createClock(effort, orgs.length),
      }),
    );

    const add = ({ org, row, fit }: Ranked): void => {
      if (hits.length >= wanted || seen.has(keyOf(org, row))) return;
      seen.add(keyOf(org, row));
      hits.push(toHit(org, row, fit.matchedIn, text));
    };
    const addAll = (
      rowsOf: (one: Searched) => readonly Candidate[],
      matchedIn: (row: Candidate) => Fit['matchedIn'],
    ): void => {
      const found = searched.flatMap((one) => rowsOf(one).map((row): Found => ({ org: one.org, row })));
      for (const { org, row } of found.sort((a, b) => shorterFirst(a.row, b.row))) {
        add({ org, row, fit: { grade: 0, matchedIn: matchedIn(row) } });
      }
    };
    /** What one org has of rows that fit; reads on until enough fit well, or `room` rows fit somehow. */
    const bestOf = (
      { org, clock }: Searched,
      sources: readonly Source[],
      held: readonly Candidate[],
      fitOf: (row: Candidate) => Fit | null,
      goodGrades: Readonly<Record<Source['holds'], number>>,
      room: number,
    ): readonly Ranked[] => {
      const found = new Map<number | string, Ranked>();
      let goodGrade = goodGrades.whole;
      let good = 0;
      const take = (row: Candidate): void => {
        const key = keyOf(org, row);
        const fit = seen.has(key) || found.has(key) ? null : fitOf(row);
        if (fit === null) return;
        found.set(key, { org, row, fit });
        if (fit.grade <= goodGrade) good += 1;
      };
      const isEnough = (): boolean => hits.length + good >= wanted || found.size >= room;
      for (const row of held) take(row);
      clock.start();
      for (const source of sources) {
        goodGrade = goodGrades[source.holds];
        good = [...found.values()].filter(({ fit }) => fit.grade <= goodGrade).length;
        if (isEnough() || clock.isOver()) break;
        for (const row of source.rows()) {
          take(row);
          clock.passed(row);
          if (isEnough() || clock.isOver()) break;
        }
      }
      clock.stop();
      return [...found.values()];
    };
    const addBest = (kind: 'names' | 'texts', fitOf: (row: Candidate) => Fit | null, rank: number): void => {
      const room = wanted + Math.ceil(rank / orgs.length);
      const few = wanted - hits.length + Math.ceil(RANK_DEFINITIONS / orgs.length);
      const found = searched.flatMap((one) => [
        ...bestOf(one, sourcesOf(one.org)[kind], one.objects[kind], fitOf, GOOD_GRADES[kind], room),
        ...bestOf(one, componentsOf(one.org)[kind], [], fitOf, GOOD_GRADES[kind], kind === 'names' ? room : few),
      ]);
      for (const one of found.sort(betterFirst)) add(one);
    };

    const begins = (value: string): boolean => value.toLowerCase().startsWith(lower);
    const equals = (value: string): boolean => value.toLowerCase() === lower;
    const nameIfEqual = (row: Candidate): 'name' | 'label' => (equals(row.name) ? 'name' : 'label');
    const upTo = whole + LAST_CHAR;
    const componentsOf = (org: SearchedOrg) => ({
      names: components.sources(org.key, scope.names, text.words).names,
      texts: components.sources(org.key, scope.texts, text.words).texts,
    });
    const fieldsFrom = (rows: () => unknown[]): readonly Candidate[] => (scope.fields ? (rows() as Candidate[]) : []);
    const sourcesOf = (org: SearchedOrg) => {
      if (!scope.fields) return { names: [], texts: [] };
      const indexed = Number(indexedTo.get());
      const hasFresh = indexed < Number(newest.get());
      return searchSources(db, trigrams, {
        connectionKey: org.key,
        whole,
        words: text.words,
        indexedTo: indexed,
        hasFresh,
      });
    };
    const objectsThat =
      (fits: (row: Candidate) => boolean) =>
      (one: Searched): readonly Candidate[] =>
        one.objects.names.filter(fits);

    const stages: (() => void)[] = [
      () =>
        addAll(
          objectsThat((row) => equals(row.name) || equals(row.label)),
          nameIfEqual,
        ),
      () =>
        addAll(
          ({ org }) => [
            ...fieldsFrom(() => exactFields.all(org.key, whole, org.key, whole, wanted)),
            ...components.exact(org.key, scope.names, whole, wanted),
          ],
          nameIfEqual,
        ),
      () =>
        addAll(
          objectsThat((row) => begins(row.name)),
          () => 'name',
        ),
      () =>
        addAll(
          ({ org }) => [
            ...fieldsFrom(() => prefixName.all(org.key, whole, upTo, wanted)),
            ...components.begins(org.key, scope.names, whole, upTo, wanted),
          ],
          (row) => (begins(row.name) ? 'name' : 'label'),
        ),
      () =>
        addAll(
          objectsThat((row) => begins(row.label)),
          () => 'label',
        ),
      () =>
        addAll(
          ({ org }) => fieldsFrom(() => prefixLabel.all(org.key, whole, upTo, wanted)),
          () => 'label',
        ),
      () => addBest('names', (row) => fitNames(row.name, row.label, text), RANK_NAMES),
      () => addBest('texts', (row) => fitTexts(row.help_text, row.description, text), RANK_TEXTS),
    ];
    for (const stage of stages) {
      if (hits.length >= wanted) break;
      stage();
    }
    return { hits: hits.slice(0, limit), more: hits.length > limit || searched.some(({ clock }) => clock.isOver()) };
  };
}

/** Tells when one of so many orgs has taken its share; never before its sure number of fields was looked at. */
function createClock({ budgetMs, sureFields }: SearchEffort, orgCount: number) {
  let startedAt = performance.now();
  let spentMs = 0;
  let fields = 0;
  let over = false;
  return {
    start(): void {
      startedAt = performance.now();
    },
    stop(): void {
      spentMs += performance.now() - startedAt;
    },
    /** A scan hands out a row every so many ids: it stands for those before it, whether they fitted or not. */
    passed(row: Candidate): void {
      if (row.id !== null && row.id % HEARTBEAT_IDS === 0) fields += HEARTBEAT_IDS;
      if (fields < sureFields / orgCount) return;
      over = spentMs + performance.now() - startedAt > budgetMs / orgCount;
    },
    isOver: (): boolean => over,
  };
}

function toHit(
  org: SearchedOrg,
  row: Candidate,
  matchedIn: Fit['matchedIn'],
  text: { whole: string; words: string[] },
): SearchHit {
  const found = matchedIn === 'helpText' ? row.help_text : matchedIn === 'description' ? row.description : null;
  const isWhole = found?.toLowerCase().includes(text.whole) === true;
  return {
    connectionId: org.id,
    connectionName: org.name,
    kind: kindOf(row),
    object: row.object,
    objectLabel: row.object_label,
    name: row.name,
    label: row.label,
    matchedIn: row.component === undefined ? matchedIn : (COMPONENT_PLACES[matchedIn] ?? matchedIn),
    excerpt: found === null ? null : excerptAround(found, isWhole ? [text.whole] : text.words),
    type: row.type,
    fieldId: row.component === undefined ? row.id : null,
  };
}

const HIT_KIND_OF = new Map<string, HitKind>(HIT_KINDS.map((kind) => [kind, kind]));

function kindOf({ id, component }: Candidate): HitKind {
  if (component === undefined) return id === null ? 'object' : 'field';
  const kind = HIT_KIND_OF.get(component);
  if (kind === undefined) throw new Error(`a component of the type ${component}, which is none of the contract's`);
  return kind;
}

function keyOf(org: SearchedOrg, row: Candidate): number | string {
  return row.component === undefined ? (row.id ?? `${org.key} ${row.name}`) : `component ${row.id}`;
}

function betterFirst(a: Ranked, b: Ranked): number {
  return (
    a.fit.grade - b.fit.grade || Number(a.row.id !== null) - Number(b.row.id !== null) || shorterFirst(a.row, b.row)
  );
}

/** What a component is called is its label: its name may begin with a folder or an object. */
function lengthOf({ component, name, label }: Candidate): number {
  return component === undefined ? name.length : label.length;
}

function shorterFirst(a: Candidate, b: Candidate): number {
  return (
    lengthOf(a) - lengthOf(b) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
    (a.object < b.object ? -1 : a.object > b.object ? 1 : 0)
  );
}
