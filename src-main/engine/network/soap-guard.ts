import { type XmlElement, readStrictXml, xmlText } from './strict-xml.ts';

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const METADATA = 'http://soap.sforce.com/2006/04/metadata';
const MAX_QUERIES = 3;
const MAX_NAMES = 10;
const TYPE = /^[A-Za-z]{2,60}$/;
const ASYNC_ID = /^09S[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;

/**
 * The types whose components may be read whole, in lower case: a type is one in any. They describe the org. What holds
 * rows (CustomMetadata), files (Document, StaticResource, ContentAsset), letters (EmailTemplate) or code is not here.
 */
const READABLE: ReadonlySet<string> = new Set(
  [
    'ApprovalProcess',
    'AssignmentRules',
    'AutoResponseRules',
    'BusinessProcess',
    'CompactLayout',
    'CustomApplication',
    'CustomField',
    'CustomObject',
    'CustomTab',
    'Dashboard',
    'DashboardFolder',
    'DuplicateRule',
    'EscalationRules',
    'FieldSet',
    'FlexiPage',
    'Flow',
    'FlowDefinition',
    'GlobalValueSet',
    'Layout',
    'ListView',
    'MatchingRules',
    'MutingPermissionSet',
    'PathAssistant',
    'PermissionSet',
    'PermissionSetGroup',
    'Profile',
    'QuickAction',
    'RecordType',
    'Report',
    'ReportFolder',
    'ReportType',
    'RestrictionRule',
    'SharingRules',
    'StandardValueSet',
    'ValidationRule',
    'WebLink',
    'Workflow',
  ].map((type) => type.toLowerCase()),
);
/** The names of these are rows of their own, so that they are not listed either. */
const NOT_LISTED: ReadonlySet<string> = new Set(['custommetadata', 'document', 'documentfolder']);

/** The parameters that have parts of their own. */
const NESTED: ReadonlySet<string> = new Set(['queries', 'retrieveRequest']);

export type SoapCall =
  | {
      readonly ok: true;
      readonly reads: readonly string[];
      /** `retrieve` makes a job in the org, though not a change. */
      readonly repeatable: boolean;
      readonly makesRetrieval: boolean;
      /** The retrieval that is asked for: it must have been started by an allowed call. */
      readonly retrieval: string | null;
      /** Written anew from what was judged; the session id stands in the header and nowhere else. */
      readonly write: (sessionId: string) => string;
    }
  | { readonly ok: false; readonly reason: string };

type Method = (call: XmlElement) => Omit<Extract<SoapCall, { ok: true }>, 'ok' | 'write'> | null;

const METHODS: Readonly<Record<string, Method>> = {
  describeMetadata: (call) => plain(call, ['asOfVersion'], () => ['metadata types']),
  describeValueType: (call) => plain(call, ['type'], () => [textOf(call, 'type')]),
  listMetadata: (call) => plain(call, ['queries', 'asOfVersion'], () => listed(call)),
  readMetadata: (call) =>
    plain(call, ['type', 'fullNames'], () => {
      const type = textOf(call, 'type');
      const names = call.children.filter(({ name }) => name === 'fullNames');
      return names.length <= MAX_NAMES && isReadable(type) ? [type] : null;
    }),
  retrieve: (call) => {
    const answer = plain(call, ['retrieveRequest'], () => retrieved(call));
    return answer === null ? null : { ...answer, repeatable: false, makesRetrieval: true };
  },
  checkRetrieveStatus: (call) => {
    const retrieval = textOf(call, 'asyncProcessId');
    const answer = plain(call, ['asyncProcessId', 'includeZip'], () => []);
    return answer === null || !ASYNC_ID.test(retrieval) ? null : { ...answer, retrieval };
  },
};

/**
 * Judges a call of the Metadata API by its first and only body element: the six that read, each with nothing but its own
 * parameters. A session id that a library wrote into the header is dropped; any other header is refused.
 */
export function readSoapCall(body: string): SoapCall {
  const root = readStrictXml(body);
  if (root === null || root.namespace !== ENVELOPE || root.name !== 'Envelope') {
    return refused('The body is not a plain SOAP envelope.');
  }
  const parts = [...root.children];
  const header = parts[0]?.name === 'Header' ? parts.shift() : undefined;
  const [soapBody] = parts;
  const [call] = soapBody?.children ?? [];
  if (parts.length !== 1 || soapBody?.name !== 'Body' || soapBody.children.length !== 1 || call === undefined) {
    return refused('A SOAP call has one body with one element.');
  }
  if ([header, soapBody].some((part) => part !== undefined && part.namespace !== ENVELOPE)) {
    return refused('The body is not a plain SOAP envelope.');
  }
  if (header !== undefined && !isSessionOnly(header))
    return refused('A SOAP header other than the session is refused.');
  if (!isAllMetadata(call)) return refused('The SOAP call names another service than the Metadata API.');
  const method = Object.hasOwn(METHODS, call.name) ? METHODS[call.name] : undefined;
  if (method === undefined) return refused(`The Metadata API call ${call.name} is not one of those that only read.`);
  const answer = method(call);
  if (answer === null) return refused(`The Metadata API call ${call.name} asks for something that is not allowed.`);
  return { ok: true, ...answer, write: (sessionId) => envelope(sessionId, call) };
}

/** The ids of retrievals that the answer to `retrieve` names. */
export function retrievalsOf(answer: string): readonly string[] {
  return [...answer.matchAll(/<id>(09S[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?)<\/id>/g)].map((match) => match[1] ?? '');
}

/** An error of the service comes with status 500 and would look like an outage. */
export function isSoapFault(answer: string): boolean {
  return /<(?:[A-Za-z0-9_-]+:)?faultcode>/.test(answer.slice(0, 4000));
}

function plain(call: XmlElement, names: readonly string[], reads: () => readonly string[] | null): ReturnType<Method> {
  if (call.text.trim() !== '' || call.children.some(({ name }) => !names.includes(name))) return null;
  if (call.children.some(({ name, children }) => children.length > 0 && !NESTED.has(name))) return null;
  const read = reads();
  return read === null ? null : { reads: [...new Set(read)], repeatable: true, makesRetrieval: false, retrieval: null };
}

function listed(call: XmlElement): readonly string[] | null {
  const queries = call.children.filter(({ name }) => name === 'queries');
  if (queries.length < 1 || queries.length > MAX_QUERIES) return null;
  const isPlain = queries.every(
    (query) =>
      query.children.every(({ name, children }) => (name === 'type' || name === 'folder') && children.length === 0) &&
      TYPE.test(textOf(query, 'type')) &&
      !NOT_LISTED.has(textOf(query, 'type').toLowerCase()),
  );
  return isPlain ? queries.map((query) => textOf(query, 'type')) : null;
}

/** Only an unpackaged list of types: packages and single files name components in ways that are not looked through here. */
function retrieved(call: XmlElement): readonly string[] | null {
  const [request, ...others] = call.children;
  if (request === undefined || others.length > 0) return null;
  if (request.children.some(({ name }) => !['apiVersion', 'singlePackage', 'unpackaged'].includes(name))) return null;
  const packages = request.children.filter(({ name }) => name === 'unpackaged');
  const [unpackaged] = packages;
  if (unpackaged === undefined || packages.length !== 1) return null;
  if (unpackaged.children.some(({ name }) => name !== 'types' && name !== 'version')) return null;
  const types = unpackaged.children.filter(({ name }) => name === 'types');
  const isPlain = types.every(
    (type) =>
      type.children.every(({ name, children }) => (name === 'members' || name === 'name') && children.length === 0) &&
      isReadable(textOf(type, 'name')),
  );
  return isPlain && types.length > 0 ? types.map((type) => textOf(type, 'name')) : null;
}

function isReadable(type: string): boolean {
  return READABLE.has(type.toLowerCase());
}

/** The text of the only child of that name; empty when there is none, or more than one. */
function textOf(element: XmlElement, name: string): string {
  const found = element.children.filter((child) => child.name === name);
  return found.length === 1 ? (found[0]?.text ?? '') : '';
}

function isSessionOnly(header: XmlElement): boolean {
  return header.children.every(
    ({ namespace, name, children }) =>
      namespace === METADATA &&
      name === 'SessionHeader' &&
      children.every((child) => child.name === 'sessionId' && child.children.length === 0),
  );
}

function isAllMetadata(element: XmlElement): boolean {
  return element.namespace === METADATA && element.children.every(isAllMetadata);
}

function envelope(sessionId: string, call: XmlElement): string {
  const session = `<SessionHeader xmlns="${METADATA}"><sessionId>${xmlText(sessionId)}</sessionId></SessionHeader>`;
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}"><soapenv:Header>${session}</soapenv:Header><soapenv:Body>${written(call, ` xmlns="${METADATA}"`)}</soapenv:Body></soapenv:Envelope>`;
}

function written({ name, children, text }: XmlElement, attributes = ''): string {
  const inner = children.length === 0 ? xmlText(text) : children.map((child) => written(child)).join('');
  return `<${name}${attributes}>${inner}</${name}>`;
}

function refused(reason: string): SoapCall {
  return { ok: false, reason };
}
