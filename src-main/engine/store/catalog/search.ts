import { HIT_KINDS, type HitKind, type SearchHit } from '../../../../src-preload/contract/catalog.ts';
import { namespaceOf } from '../../../domain/metadata/api-names.ts';
import { excerptAround, searchWords } from '../../../domain/metadata/search-text.ts';
import type { Database } from '../database.ts';
import { chooseHits, type Fit, fitNames, fitTexts, GOOD_GRADES, kindAmong, type Ordered } from './search-rank.ts';
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
import { TRIGRAM_MIN_CHARS } from './field-where.ts';
import { createTrigrams } from './search-trigrams.ts';

/** Candidates beyond the wanted ones that are put in order; more would cost more than the order is worth. */
const RANK_NAMES = 300;
const RANK_TEXTS = 200;
/** Definitions are long: each one that is read costs more than the order is worth. */
const RANK_DEFINITIONS = 30;
/** Index entries that are put in order to take the shortest of. */
const MOST_BEGINNING = 150;
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
type Searched = { readonly org: SearchedOrg; readonly clock: ReturnType<typeof createClock> };
type Ranked = Ordered & { readonly org: SearchedOrg; readonly row: Candidate; readonly fit: Fit };
/** Objects and fields, or components: each is read until it could fill an answer. */
type Part = 'schema' | 'components';
type Held = Readonly<Record<'names' | 'texts', readonly Candidate[]>>;

/**
 * Search as you type. What is the text or begins with it comes from indexes, what holds it in name or label from the
 * full-text tables, and so what holds it in help text, description or definition; each is asked only while better ones are
 * missing. No bm25: scoring every hit of a common word costs 100 times as much. What was found is put in the one order of
 * `betterFirst`.
 *
 * One or two characters have no trigram, so the fields are scanned while hits are missing, for a bounded time.
 * `more` tells that there are more hits than the limit, or may be because the time was over.
 *
 * Over several orgs each stage asks all of them before its hits are put in order, so that a good hit of the last org
 * stands before a poor one of the first; they share the time and the rows that are ranked.
 */
export function createSearch(db: Database, effort: SearchEffort = EFFORT) {
  const exactFields = db.prepare(
    `SELECT ${CANDIDATE_COLUMNS} FROM field f JOIN ${OF_OBJECT} WHERE ${NOW} AND f.name = ? COLLATE NOCASE
     UNION SELECT ${CANDIDATE_COLUMNS} FROM field f JOIN ${OF_OBJECT} WHERE ${NOW} AND f.label = ? COLLATE NOCASE LIMIT ?`,
  );
  // Length and id are in the index: rows are read of the shortest only.
  const prefix = (column: 'name' | 'label') =>
    db.prepare(
      `SELECT ${CANDIDATE_COLUMNS} FROM (
         SELECT id FROM (
           SELECT f.id, length(f.${column}) AS chars FROM field f
           WHERE ${NOW} AND f.${column} >= ? COLLATE NOCASE AND f.${column} < ? COLLATE NOCASE
           ORDER BY f.${column} COLLATE NOCASE LIMIT ${MOST_BEGINNING}
         ) ORDER BY chars LIMIT ?
       ) b CROSS JOIN field f ON f.id = b.id CROSS JOIN ${OF_OBJECT}`,
    );
  const trigrams = createTrigrams(db);
  const prefixes = [prefix('name'), prefix('label')] as const;
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
    const found = new Map<number | string, Ranked>();
    const searched = orgs.map((org): Searched => ({ org, clock: createClock(effort, orgs.length) }));

    /** How many components, or objects and fields, were found that fit so well. */
    const countOf = (part: Part, grade: number): number => {
      let count = 0;
      for (const one of found.values()) if (one.grade <= grade && partOf(one.row) === part) count += 1;
      return count;
    };
    /** Keeps a row that fits, and says how well it does; null when it does not, or is there already. */
    const take = (org: SearchedOrg, row: Candidate, fitOf: (row: Candidate) => Fit | null): number | null => {
      const key = keyOf(org, row);
      if (found.has(key)) return null;
      const fit = fitOf(row);
      if (fit === null) return null;
      found.set(key, { org, row, fit, ...ordered(row, fit) });
      return fit.grade;
    };
    /** Reads on until enough rows of this part fit well, or `room` rows fit somehow. */
    const readBest = (
      part: Part,
      { org, clock }: Searched,
      sources: readonly Source[],
      fitOf: (row: Candidate) => Fit | null,
      goodGrades: Readonly<Record<Source['holds'], number>>,
      room: number,
    ): void => {
      let kept = 0;
      clock.start();
      for (const source of sources) {
        const goodGrade = goodGrades[source.holds];
        let good = countOf(part, goodGrade);
        const isEnough = (): boolean => good >= wanted || kept >= room;
        if (isEnough() || clock.isOver()) break;
        for (const row of source.rows()) {
          const grade = take(org, row, fitOf);
          if (grade !== null) kept += 1;
          if (grade !== null && grade <= goodGrade) good += 1;
          clock.passed(row);
          if (isEnough() || clock.isOver()) break;
        }
      }
      clock.stop();
    };
    const readInside = (kind: keyof Held, fitOf: (row: Candidate) => Fit | null, rank: number): void => {
      const room = wanted + Math.ceil(rank / orgs.length);
      const few = kind === 'names' ? room : wanted + Math.ceil(RANK_DEFINITIONS / orgs.length);
      for (const { org } of searched) {
        for (const row of scope.objects ? objects.holding(org, text.words)[kind] : []) take(org, row, fitOf);
      }
      for (const one of searched) readBest('schema', one, sourcesOf(one.org)[kind], fitOf, GOOD_GRADES[kind], room);
      for (const one of searched) {
        readBest('components', one, componentsOf(one.org, kind), fitOf, GOOD_GRADES[kind], few);
      }
    };

    const upTo = whole + LAST_CHAR;
    const componentsOf = (org: SearchedOrg, kind: keyof Held) =>
      components.sources(org.key, scope[kind], text.words)[kind];
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
    const namesFit = (row: Candidate): Fit | null => fitNames(kindOf(row), row.name, row.label, text);
    const textsFit = (row: Candidate): Fit | null => fitTexts(row.help_text, row.description, text);
    const readBeginning = (): void => {
      for (const { org } of searched) {
        const { key } = org;
        const rows: readonly Candidate[] = [
          ...(scope.objects ? objects.beginning(org, lower) : []),
          ...(scope.fields ? (exactFields.all(key, whole, key, whole, wanted) as Candidate[]) : []),
          ...(scope.fields ? prefixes.flatMap((one) => one.all(key, whole, upTo, wanted) as Candidate[]) : []),
          ...components.exact(key, scope.names, whole, wanted),
          ...components.begins(key, scope.names, whole, upTo, wanted),
        ];
        for (const row of rows) take(org, row, namesFit);
      }
    };

    readBeginning();
    // Fields and components may each fill the answer; without a trigram looking for more would be a scan of all of them.
    const isShort = text.words.every((word) => Array.from(word).length < TRIGRAM_MIN_CHARS);
    if (found.size < wanted || !isShort) readInside('names', namesFit, RANK_NAMES);
    if (found.size < wanted) readInside('texts', textsFit, RANK_TEXTS);
    return {
      hits: chooseHits([...found.values()], limit).map(({ org, row, fit }) => toHit(org, row, fit.matchedIn, text)),
      more: found.size > limit || searched.some(({ clock }) => clock.isOver()),
    };
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

function partOf({ component }: Candidate): Part {
  return component === undefined ? 'schema' : 'components';
}

/** What the order of hits looks at. */
function ordered(row: Candidate, { grade, matchedIn }: Fit): Ordered {
  const kind = kindOf(row);
  const { name, label, object } = row;
  return kind === 'object' || kind === 'field'
    ? {
        grade,
        name,
        object,
        kind: kindAmong(kind, object),
        chars: (matchedIn === 'label' ? label : name).length,
        isAside: isAside(row),
      }
    : // What a component is called is its label: its name may begin with a folder or an object.
      { grade, name, object, kind, chars: label.length, isAside: isAside(row) };
}

/** A component by what the store says of it, an object or field by its name. */
function isAside({ component, aside, name }: Candidate): boolean {
  return component === undefined ? namespaceOf(name) !== null : aside === 1;
}
