import { type CatalogArea, CATALOG_AREAS } from '../../../../src-preload/contract/areas.ts';
import type { AreaSource } from '../../../../src-preload/contract/exports.ts';
import { unknownArea } from '../../../../src-preload/contract/unknown-area.ts';
import { shortId } from '../../../domain/metadata/api-names.ts';
import type { Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import { componentLink } from '../../areas/component-link.ts';
import type { AreaStore } from '../../store/areas/index.ts';
import type { CatalogStore } from '../../store/catalog/index.ts';
import { effectiveTable, fieldAccessTable, fieldMatrixTable, objectMatrixTable } from './access.ts';
import { answerSheet } from './answer-table.ts';
import { type AreaAnswer, answered } from './area-answer.ts';
import { sheetColumns, UNKNOWN } from './column-shape.ts';
import { componentFilterWords, componentShapes, componentSortWords } from './components.ts';
import { cutList } from './query-words.ts';
import { findingsTable } from './report-analysis.ts';
import { fieldsWords } from '../export-words.ts';
import { coverageWords, fieldsUsedTable, whereUsedTable } from './where-used.ts';

export type AreaPartsDeps = {
  readonly catalog: CatalogStore;
  readonly areas: AreaStore;
};

type Fact = readonly [string, Cell];
/** What is exported, in words and as sheets, with what the cover says of it. */
export type AreaParts = {
  readonly words: string;
  readonly contents: string;
  readonly sheets: readonly SheetPlan[];
  readonly queryFacts: readonly Fact[];
  readonly readFacts: readonly Fact[];
};

const MOST_REASONS = 30;

/**
 * Makes the parts of a book about what was read besides objects and fields.
 *
 * @param given what `answerFor` answered for the source
 */
export function areaParts(source: AreaSource, deps: AreaPartsDeps, given: AreaAnswer | null): AreaParts {
  switch (source.kind) {
    case 'components':
      return componentParts(source, deps);
    case 'access':
      return accessParts(source, deps, given);
    case 'reportAnalysis': {
      const { connectionId, staleDays, kinds, names } = source;
      const answer = answered('reports.analysis', given);
      return {
        words: 'report analysis',
        contents: 'Findings about reports and dashboards',
        sheets: [answerSheet('findings', 'Findings', findingsTable(answer, kinds, names))],
        queryFacts: [
          ['Not run lately means', `not run for ${staleDays} days`],
          ['Findings', kinds === null ? 'Of every kind' : cutList(kinds, kinds.length)],
          ...lines('Cannot be told', answer.gaps),
        ],
        readFacts: areaFacts(deps, connectionId, ['reports', 'dashboards', 'users']),
      };
    }
    case 'whereUsed': {
      const { object, name } = source;
      const answer = answered('usage.ofField', given);
      return {
        words: `uses of ${object}.${name}`,
        contents: `Where ${object}.${name} is used`,
        sheets: [answerSheet('uses', 'Uses', whereUsedTable(answer))],
        queryFacts: lines('Sources', coverageWords(answer)),
        readFacts: [],
      };
    }
    case 'fieldsUsed': {
      const answer = answered('usage.ofFields', given);
      const fields = source.fields.map(({ object, name }) => `${object}.${name}`);
      const used = new Set(answer.rows.map(({ field }) => field));
      const words = fieldsWords(source.fields);
      return {
        words: `uses of ${words}`,
        contents: `Where ${words} ${fields.length === 1 ? 'is' : 'are'} used`,
        sheets: [answerSheet('uses', 'Uses', fieldsUsedTable(answer))],
        queryFacts: [
          ['Fields', cutList(fields, fields.length)],
          // A field without a row is not there otherwise.
          ...lines(
            'Nothing that was read uses',
            fields.filter((field) => !used.has(field)),
          ),
          ...lines('Sources', coverageWords(answer)),
        ],
        readFacts: [],
      };
    }
  }
}

function componentParts(
  { query, columns, headers }: Extract<AreaSource, { kind: 'components' }>,
  deps: AreaPartsDeps,
): AreaParts {
  const { catalog, areas } = deps;
  const org = catalog.org(query.connectionId);
  const shapes = componentShapes(query.type, columns);
  const linked = columns.includes('name') ? columns.indexOf('name') : columns.indexOf('label');
  function* rows(): Generator<Cell[]> {
    for (const page of areas.componentPages.iterate(org.key, query)) {
      for (const { row, orgId } of page) {
        const { url } = componentLink(org, { ...row, orgId, facts: row.cells });
        yield shapes.map(({ cell }, at) => {
          const value = cell(row);
          return at === linked && url !== null && typeof value === 'string'
            ? { text: value, link: { kind: 'url', url } }
            : value;
        });
      }
    }
  }
  const area = areas.components.counts(org.key).find(({ type }) => type === query.type)?.area;
  return {
    words: `${query.type} list`,
    contents: `The list of components of the type ${query.type} as it was shown`,
    sheets: [
      {
        id: 'components',
        name: query.type,
        kind: 'data',
        title: null,
        columns: sheetColumns(shapes, headers),
        hasHeader: true,
        rowCount: areas.componentPages.count(org.key, query),
        rows,
      },
    ],
    queryFacts: [...lines('Filters', componentFilterWords(query)), ['Order', componentSortWords(query)]],
    readFacts: areaFacts(
      deps,
      query.connectionId,
      CATALOG_AREAS.filter((one) => one === area),
    ),
  };
}

function accessParts(
  { connectionId, question }: Extract<AreaSource, { kind: 'access' }>,
  deps: AreaPartsDeps,
  given: AreaAnswer | null,
): AreaParts {
  const parts = (words: string, contents: string, sheet: SheetPlan, gaps: readonly string[]): AreaParts => ({
    words,
    contents,
    sheets: [sheet],
    queryFacts: lines('Cannot be told', gaps),
    readFacts: areaFacts(deps, connectionId, ['access', 'users']),
  });
  switch (question.of) {
    case 'objects': {
      const answer = answered('access.objectMatrix', given);
      const sheet = answerSheet('access', 'Objects', objectMatrixTable(answer));
      return parts('object access', 'Rights to objects, by profile, permission set and group', sheet, answer.gaps);
    }
    case 'fields': {
      const answer = answered('access.fieldMatrix', given);
      const sheet = answerSheet('access', 'Fields', fieldMatrixTable(question.object, answer));
      return parts(
        `field access of ${question.object}`,
        `Rights to the fields of ${question.object}, by profile, permission set and group`,
        sheet,
        answer.gaps,
      );
    }
    case 'field': {
      const name = `${question.object}.${question.field}`;
      const answer = answered('access.ofField', given);
      const sheet = answerSheet('access', 'Access', fieldAccessTable(answer));
      return parts(`access to ${name}`, `Who can see or edit ${name}`, sheet, answer.gaps);
    }
    case 'effective': {
      const answer = answered('access.effective', given);
      const who =
        question.subject.kind === 'user' ? userName(deps, connectionId, question.subject.id) : 'a set of permissions';
      const sheet = answerSheet('access', 'Access', effectiveTable(answer));
      const made = answer.parts.map(({ holder, counts, note }) => {
        const words = `${holder.kind} ${holder.label}`;
        return counts ? words : `${words}, left out: ${note ?? 'it does not count'}`;
      });
      const { queryFacts, ...rest } = parts('effective access', `Effective access of ${who}`, sheet, answer.gaps);
      return { ...rest, queryFacts: [...lines('Made of', made), ...queryFacts] };
    }
  }
}

/** The name, as the file and its cover say it; the id where the user is not in the store. */
function userName({ catalog, areas }: AreaPartsDeps, connectionId: string, id: string): string {
  return areas.components.one(catalog.org(connectionId).key, 'User', shortId(id))?.label ?? id;
}

/** When the areas were read, and what of them could not be. */
function areaFacts({ catalog, areas }: AreaPartsDeps, connectionId: string, wanted: readonly CatalogArea[]): Fact[] {
  const { key } = catalog.org(connectionId);
  const states = new Map(areas.states.list(key).map((row) => [row.area, row]));
  const unknown = catalog.snapshots.unknownParts(key);
  return wanted.flatMap((area): Fact[] => {
    const state = states.get(area);
    const reasons = unknown.filter((part) => part.area === unknownArea(area));
    const shown = reasons.slice(0, MOST_REASONS).map(({ name, reason }) => `${name}: ${reason}`);
    return [
      [`Read of ${area}`, state?.readAt ?? (state === undefined ? 'never' : UNKNOWN)],
      ...lines(`Unknown of ${area}`, [
        ...(shown.length === 0 ? ['Nothing as a whole'] : shown),
        ...(reasons.length > shown.length ? [`${reasons.length - shown.length} more; the app lists them.`] : []),
      ]),
    ];
  });
}

/** One line for each; the name stands before the first. */
function lines(name: string, words: readonly string[]): Fact[] {
  return (words.length === 0 ? ['None'] : words).map((one, index) => [index === 0 ? name : '', one]);
}
