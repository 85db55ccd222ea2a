import { API_ENABLED, type Area, type Opens, VIEW_SETUP } from './areas.ts';

/** What came of one read of an area. */
export type Outcome =
  /** `count`: rows, or members of a list, or null where there is nothing to count. */
  | { readonly kind: 'answered'; readonly count: number | null; readonly fact?: string }
  /** `code` and `message` as the org words them. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string }
  /** Neither yes nor no: the org could not answer. `reason` is a sentence; `endsAll`: it holds for every other read. */
  | { readonly kind: 'failed'; readonly reason: string; readonly endsAll?: boolean }
  | { readonly kind: 'not tried'; readonly reason: string };

export type Judgement = {
  readonly state: 'works' | 'partly' | 'refused' | 'failed' | 'not tried';
  readonly finding: string;
  readonly missingPermission: string | null;
  readonly consequence: string;
};

const API_OFF: ReadonlySet<string> = new Set(['API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED']);
const PASSWORD_EXPIRED = 'INVALID_OPERATION_WITH_EXPIRED_PASSWORD';
/** How orgs say that something is not there for this user: whether for want of a permission or of a feature is left open. */
const HIDDEN: ReadonlySet<string> = new Set(['INVALID_TYPE', 'INVALID_FIELD', 'NOT_FOUND']);
const FORBIDDEN: ReadonlySet<string> = new Set([
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'FORBIDDEN',
  'INSUFFICIENT_PRIVILEGES',
]);

/** Why the org refuses whatever this user asks by API, so that nothing else need be tried; null: it does not. */
export function refusalOfAll(code: string): string | null {
  if (API_OFF.has(code)) return 'Not tried: the org refuses every request of this user.';
  return code === PASSWORD_EXPIRED ? "Not tried: the user's password has expired." : null;
}

/** Every answer whose words say that something is kept from the user, or not there. */
export function isRefusal(status: number, code: string): boolean {
  if (refusalOfAll(code) !== null || HIDDEN.has(code) || FORBIDDEN.has(code)) return true;
  return code === 'FUNCTIONALITY_NOT_ENABLED' || status === 403;
}

/**
 * What the areas together show about "View Setup and Configuration". `unclear`: of those that need it, some were shown
 * and some were not. Null: they show nothing.
 */
export type ViewSetup = boolean | 'unclear' | null;

/** Puts together what each area showed, see `showsViewSetup`. */
export function viewSetupOf(shown: readonly (boolean | null)[]): ViewSetup {
  const [has, lacks] = [shown.includes(true), shown.includes(false)];
  if (has && lacks) return 'unclear';
  return has || lacks ? has : null;
}

/**
 * Says what the answers to an area's reads mean for a person. Pure.
 *
 * A user who has "View Setup and Configuration", or may have it, is not told that it is missing.
 */
export function judgeArea(area: Area, outcomes: readonly Outcome[], hasViewSetup: ViewSetup): Judgement {
  const untried = outcomes.find((one) => one.kind === 'not tried');
  if (untried !== undefined) return plain('not tried', untried.reason, '');
  const refusals = outcomes.flatMap((one, index) => (one.kind === 'refused' ? [{ ...one, index }] : []));
  const [refusal] = refusals;
  if (refusal !== undefined) {
    const state = refusals.length < outcomes.length ? 'partly' : 'refused';
    return { state, ...refusedFinding(area, refusal, whatOf(area, refusals), hasViewSetup), consequence: area.without };
  }
  const failed = outcomes.filter((one) => one.kind === 'failed');
  if (failed[0] !== undefined) {
    const state = failed.length < outcomes.length ? 'partly' : 'failed';
    return plain(state, failed[0].reason, 'Check again later.');
  }
  return answeredFinding(area, outcomes, hasViewSetup);
}

/** What an area's answers show about "View Setup and Configuration", by the documentation; null: nothing. */
export function showsViewSetup(area: Area, outcomes: readonly Outcome[]): boolean | null {
  if (area.permission?.name !== VIEW_SETUP || !area.permission.documented || area.everyOrgHas !== 'something')
    return null;
  if (outcomes.every((one) => one.kind === 'answered' && one.count !== 0)) return true;
  return outcomes.some((one) => (one.kind === 'refused' && refusalOfAll(one.code) === null) || isEmpty(one))
    ? false
    : null;
}

function answeredFinding(area: Area, outcomes: readonly Outcome[], hasViewSetup: ViewSetup): Judgement {
  const empty = outcomes.filter(isEmpty);
  const facts = outcomes.flatMap((one) => (one.kind === 'answered' && one.fact !== undefined ? [one.fact] : []));
  if (empty.length === 0) return plain('works', facts[0] ?? 'The org answered.', '');
  if (area.everyOrgHas === 'perhaps nothing') {
    return plain('works', 'The org answered and named none: there are none, or none that this user may see.', '');
  }
  const state = empty.length < outcomes.length ? 'partly' : 'refused';
  const { missing, hint } = permissionFor(area.permission, hasViewSetup);
  return {
    state,
    finding: `The org answered, but left out what every org has${hasViewSetup === 'unclear' ? '' : ': this user is not shown it'}.${hint}`,
    missingPermission: missing,
    consequence: area.without,
  };
}

function refusedFinding(
  area: Area,
  refusal: Extract<Outcome, { kind: 'refused' }>,
  what: string,
  hasViewSetup: ViewSetup,
): Pick<Judgement, 'finding' | 'missingPermission'> {
  const said = refusal.message === '' ? '' : ` It says: ${refusal.code}: ${refusal.message}`;
  if (refusal.code === PASSWORD_EXPIRED) {
    return {
      finding: `The user's password has expired. Change it in Salesforce in the browser, then check again.${said}`,
      missingPermission: null,
    };
  }
  if (API_OFF.has(refusal.code)) {
    return {
      finding: `The org refuses every request of this user. Either the user lacks ${API_ENABLED}, or the edition of the org has no API.${said}`,
      missingPermission: API_ENABLED,
    };
  }
  const { missing, hint } = permissionFor(area.permission, hasViewSetup);
  if (HIDDEN.has(refusal.code)) {
    return {
      finding: `The org does not know ${what}: this user may not see it, or the org does not have the feature.${hint}${said}`,
      missingPermission: missing,
    };
  }
  if (refusal.code === 'FUNCTIONALITY_NOT_ENABLED') {
    return {
      finding: `The org has this feature switched off, or its edition lacks it.${said}`,
      missingPermission: null,
    };
  }
  return { finding: `The org does not allow this user to read it.${hint}${said}`, missingPermission: missing };
}

function permissionFor(
  permission: Opens | null,
  hasViewSetup: ViewSetup,
): { readonly missing: string | null; readonly hint: string } {
  if (permission === null) return { missing: null, hint: '' };
  if (permission.name === VIEW_SETUP && hasViewSetup === true) {
    return { missing: null, hint: ` The user has ${VIEW_SETUP}, so that is not the reason.` };
  }
  if (permission.name === VIEW_SETUP && hasViewSetup === 'unclear') {
    return {
      missing: null,
      hint: ` Another area that needs ${VIEW_SETUP} was shown, so whether this user lacks ${VIEW_SETUP} is not known.`,
    };
  }
  const hint = permission.documented
    ? ''
    : ' Salesforce documents no permission for it; the one named here usually helps.';
  return { missing: permission.name, hint };
}

/** The sObjects that were refused, by the queries; the area's title where it has none. */
function whatOf(area: Area, refusals: readonly { readonly index: number }[]): string {
  if (area.probe.kind !== 'query') return `the area "${area.title}"`;
  const { queries } = area.probe;
  const names = refusals.map(({ index }) => / FROM (\w+)/.exec(queries[index] ?? '')?.[1] ?? '');
  return [...new Set(names)].join(' and ');
}

function isEmpty(one: Outcome): boolean {
  return one.kind === 'answered' && one.count === 0;
}

function plain(state: Judgement['state'], finding: string, consequence: string): Judgement {
  return { state, finding, missingPermission: null, consequence };
}
