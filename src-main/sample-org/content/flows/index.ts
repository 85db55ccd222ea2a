import type { BundleFlow, BundleFlowElement, BundleFlowVersion, BundleWorkflow } from '../../bundle-parts.ts';
import type { BundleObject } from '../../bundle.ts';
import { usernameOf } from '../company.ts';
import { datesFrom, hashOf } from '../release-calendar.ts';
import { fieldFinder, type FieldFinder } from '../reports/report-codes.ts';
import { developerNameOf } from '../reports/report-notation.ts';
import { flowLines, ruleLines } from './flow-lines.ts';

const kinds: Readonly<Record<string, Pick<BundleFlow, 'processType' | 'triggerType'>>> = {
  before: { processType: 'AutoLaunchedFlow', triggerType: 'RecordBeforeSave' },
  after: { processType: 'AutoLaunchedFlow', triggerType: 'RecordAfterSave' },
  scheduled: { processType: 'AutoLaunchedFlow', triggerType: 'Scheduled' },
  event: { processType: 'AutoLaunchedFlow', triggerType: 'PlatformEvent' },
  screen: { processType: 'Flow' },
  auto: { processType: 'AutoLaunchedFlow' },
  builder: { processType: 'Workflow' },
};

/** The flows of the sample company with their versions. @throws Error for a line that names a field the org lacks */
export function sampleFlows(sobjects: readonly BundleObject[]): readonly BundleFlow[] {
  const finder = fieldFinder(sobjects);
  return flowLines
    .trim()
    .split('\n')
    .map((line) => parseFlow(line, finder));
}

function parseFlow(line: string, finder: FieldFinder): BundleFlow {
  const parts = line.split('|').map((part) => part.trim());
  const [label = '', kind = '', objectName = '', event = '', versionText = '', history = '', uses = '', text] = parts;
  const object = finder.object(objectName).name;
  const name = developerNameOf(label);
  const [maker = '', month = ''] = history.split(' ');
  const versions = versionsOf(versionText, name, month, usernameOf(maker));
  const isTriggered = kind === 'before' || kind === 'after' || kind === 'event';
  return {
    name,
    label,
    ...(text && { description: text }),
    ...kinds[kind],
    ...(kind !== 'auto' && kind !== 'screen' && { object }),
    ...(isTriggered && event !== '' && { recordTriggerType: event }),
    status: versions.some(({ status }) => status === 'Active') ? 'Active' : (versions.at(-1)?.status ?? 'Draft'),
    apiVersion: versions.at(-1)?.apiVersion ?? '65.0',
    elements: elementsOf(uses, kind, finder),
    versions,
    createdBy: usernameOf(maker),
    ...spanOf(versions),
  };
}

function spanOf(versions: readonly BundleFlowVersion[]): Pick<BundleFlow, 'createdDate' | 'lastModifiedDate'> {
  const [created, changed] = [versions[0]?.createdDate, versions.at(-1)?.lastModifiedDate];
  return { ...(created && { createdDate: created }), ...(changed && { lastModifiedDate: changed }) };
}

/** Versions a few months apart; what was active before is obsolete, what came after is a draft. */
function versionsOf(text: string, name: string, month: string, maker: string): readonly BundleFlowVersion[] {
  const [active = '-', count = '1'] = text.split('/');
  const activeNumber = Number(active);
  return Array.from({ length: Number(count) }, (_none, index): BundleFlowVersion => {
    const number = index + 1;
    const months = Number(month.slice(5)) - 1 + index * (3 + (hashOf(name) % 4));
    const year = Number(month.slice(0, 4)) + Math.floor(months / 12);
    const at = `${year}-${String((months % 12) + 1).padStart(2, '0')}`;
    const status = number === activeNumber ? 'Active' : number > activeNumber ? 'Draft' : 'Obsolete';
    return {
      versionNumber: number,
      status: Number.isNaN(activeNumber) ? (number === Number(count) ? 'Draft' : 'Obsolete') : status,
      apiVersion: `${Math.min(65, 39 + (year - 2017) * 3)}.0`,
      createdBy: maker,
      ...datesFrom(at > '2026-10' ? '2026-10' : at, `flow ${name} ${number}`),
    };
  });
}

/** One element for each object that is read or written. */
function elementsOf(uses: string, kind: string, finder: FieldFinder): readonly BundleFlowElement[] {
  const elements = new Map<string, { element: BundleFlowElement; fields: string[] }>();
  for (const use of uses.split(/\s+/).filter(Boolean)) {
    const isWritten = use.startsWith('=');
    const [objectName = '', fieldName = ''] = use.replace(/^=/, '').split('.');
    const object = finder.object(objectName);
    const field = finder.field(object, fieldName);
    const verb = isWritten ? 'Update' : 'Get';
    const name = `${verb}_${object.name.replace(/__c$/, '')}`;
    const type = isWritten ? (kind === 'before' ? 'assignments' : 'recordUpdates') : 'recordLookups';
    const known = elements.get(name) ?? {
      element: { type, name, label: `${verb} ${object.label}`, object: object.name },
      fields: [],
    };
    elements.set(name, known);
    known.fields.push(`${object.name}.${field.name}`);
  }
  const screen: readonly BundleFlowElement[] =
    kind === 'screen' ? [{ type: 'screens', name: 'Questions', label: 'Questions' }] : [];
  return [...screen, ...[...elements.values()].map(({ element, fields }) => ({ ...element, fields }))];
}

/** Workflow rules that are left from before flows. */
export function sampleWorkflow(): readonly BundleWorkflow[] {
  return ruleLines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', object = '', state = '', history = '', formula = '', description] = line
        .split('|')
        .map((part) => part.trim());
      const [maker = '', month = ''] = history.split(' ');
      return {
        name,
        object,
        ...(state === 'active' && { active: true }),
        formula: formula.slice(1, -1),
        ...(description && { description }),
        createdBy: usernameOf(maker),
        ...datesFrom(month, `rule ${object} ${name}`),
      };
    });
}
