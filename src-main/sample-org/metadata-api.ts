import { randomUUID } from 'node:crypto';
import { text } from './http/reply.ts';
import type { Reply } from './http/reply.ts';
import type { OrgRequest } from './http/request.ts';
import { element, escapeXml } from './http/xml.ts';
import type { XmlValue } from './http/xml.ts';
import { componentsOf } from './metadata-api/components.ts';
import type { Component } from './metadata-api/components.ts';
import { fileNameOf, folderTypes, isMetadataType, metadataTypes } from './metadata-api/metadata-types.ts';
import { advanceRetrieval, createRetrieval } from './metadata-api/retrieve.ts';
import { child, parseSoap, texts } from './metadata-api/soap-request.ts';
import type { SoapElement } from './metadata-api/soap-request.ts';
import type { OrgState } from './org-state.ts';
import { lacks, rightsOfToken } from './rights.ts';
import type { Row } from './soql/table.ts';
import { newestVersion, oldestVersion } from './versions.ts';

/** Where the Metadata API is: SOAP, with the session inside the body. */
const metadataPath = /^\/services\/Soap\/m\/(\d+)\.0$/;
const readingCalls = /^(describeMetadata|listMetadata|readMetadata|retrieve|checkRetrieveStatus|describeValueType)$/;

const xmlType = 'text/xml;charset=UTF-8';
const envelope = 'http://schemas.xmlsoap.org/soap/envelope/';
const metadataNamespace = 'http://soap.sforce.com/2006/04/metadata';

/** A call that is refused, with its error code. Answered as a fault with status 500. */
class SoapFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Call {
  readonly state: OrgState;
  readonly version: number;
  readonly element: SoapElement;
}

export function isMetadataPath(path: string): boolean {
  return metadataPath.test(path);
}

/** Whether a SOAP call only reads; the name of the call is the first element of the body. */
export function isReadingSoap(body: string): boolean {
  return readingCalls.test(callOf(parseSoap(body))?.name ?? '');
}

function callOf(request: SoapElement | undefined): SoapElement | undefined {
  return child(request, 'Body')?.children[0];
}

/** `POST /services/Soap/m/N.0`. Faults have status 500. */
export function answerMetadata(state: OrgState, request: OrgRequest): { readonly reply: Reply; readonly cost: number } {
  const version = Number(metadataPath.exec(request.path)?.[1]);
  if (version < oldestVersion || version > newestVersion) {
    return fault('UNSUPPORTED_API_VERSION', `Invalid Api version specified on URL`, 0);
  }
  const parsed = parseSoap(request.body);
  const [token = ''] = texts(child(child(parsed, 'Header'), 'SessionHeader'), 'sessionId');
  if (!state.tokens.has(token)) {
    return fault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session', 0);
  }
  const rights = rightsOfToken(state, token);
  if (lacks(rights, 'ApiEnabled')) return fault('API_CURRENTLY_DISABLED', 'API is disabled for this User', 1);
  if (state.dailyRequests.used >= state.dailyRequests.max)
    return fault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 0);
  if (lacks(rights, 'ModifyMetadata')) {
    const message = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
    return fault('INSUFFICIENT_ACCESS', message, 1);
  }
  const call = callOf(parsed);
  const answer = call === undefined ? undefined : calls[call.name];
  if (call === undefined || answer === undefined)
    return fault('UNKNOWN_EXCEPTION', `An unexpected error occurred. ErrorId: ${randomUUID()}`, 1);
  try {
    const inner = answer({ state, version, element: call });
    return {
      reply: soap(200, inner === '' ? `<${call.name}Response/>` : wrapped(`${call.name}Response`, inner)),
      cost: 1,
    };
  } catch (cause) {
    if (cause instanceof SoapFault) return fault(cause.code, cause.message, 1);
    throw cause;
  }
}

/** An element around ready XML. */
function wrapped(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}

/** The calls, each with the content of its response. */
const calls: Readonly<Record<string, (call: Call) => string>> = {
  describeMetadata,
  listMetadata,
  readMetadata,
  retrieve,
  checkRetrieveStatus,
  describeValueType,
};

function describeMetadata(): string {
  return element('result', {
    metadataObjects: metadataTypes.map(({ xmlName, directory, suffix, children = [], inFolder, metaFile }) => ({
      childXmlNames: [...children],
      directoryName: directory,
      inFolder: inFolder === true,
      metaFile: metaFile === true,
      suffix,
      xmlName,
    })),
    organizationNamespace: '',
    partialSaveAllowed: true,
    testRequired: false,
  });
}

function refuseUnknown(type: string): void {
  if (!isMetadataType(type)) throw new SoapFault('INVALID_TYPE', `Unknown type: ${type}`);
}

const mostListQueries = 3;

function listMetadata({ state, element: call }: Call): string {
  const queries = call.children.filter(({ name }) => name === 'queries');
  if (queries.length > mostListQueries)
    throw new SoapFault(
      'LIMIT_EXCEEDED',
      `Number of queries in listMetadata call exceeds the limit of ${mostListQueries}`,
    );
  return queries
    .map((query) => {
      const [type = ''] = texts(query, 'type');
      const [folder] = texts(query, 'folder');
      refuseUnknown(type);
      const found = componentsOf(state.model, type, folder);
      return element(
        'result',
        found.map((component) => fileProperties(state, type, component)),
      );
    })
    .join('');
}

const epoch = '1970-01-01T00:00:00.000Z';

function fileProperties(state: OrgState, type: string, component: Component): Readonly<Record<string, XmlValue>> {
  const { fullName, id, namespace, stamp } = component;
  return {
    ...stamped(state, 'created', stamp, 'CreatedDate', 'CreatedById'),
    fileName: fileNameOf(type, fullName),
    fullName: listedName(type, fullName),
    id,
    ...stamped(state, 'lastModified', stamp, 'LastModifiedDate', 'LastModifiedById'),
    manageableState: namespace === null ? 'unmanaged' : 'installed',
    namespacePrefix: namespace,
    type: folderTypes[type] ?? type,
  };
}

/** Names of layouts are written as in an address. */
function listedName(type: string, fullName: string): string {
  return type === 'Layout' ? fullName.replaceAll(/[^\w\s.&-]/g, (one) => encodeURIComponent(one)) : fullName;
}

/** Who and when; what the service does not know has the beginning of time and the running user. */
function stamped(
  { model }: OrgState,
  prefix: 'created' | 'lastModified',
  stamp: Row | null,
  dateColumn: string,
  userColumn: string,
): Readonly<Record<string, XmlValue>> {
  const user = model.users.find(({ Id }) => Id === stamp?.[userColumn]) ?? model.runningUser;
  const date = stamp?.[dateColumn];
  return {
    [`${prefix}ById`]: user.Id,
    [`${prefix}ByName`]: user.Name,
    [`${prefix}Date`]: typeof date === 'string' ? date.replace('+0000', 'Z') : epoch,
  };
}

const mostRead = 10;

function readMetadata({ state, element: call }: Call): string {
  const [type = ''] = texts(call, 'type');
  const names = texts(call, 'fullNames');
  refuseUnknown(type);
  if (names.length > mostRead)
    throw new SoapFault('LIMIT_EXCEEDED', `Number of fullNames in readMetadata call exceeds the limit of ${mostRead}`);
  const records = names.map((name) => {
    const wanted = type === 'Layout' ? decodeName(name) : name;
    const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : undefined;
    const found = componentsOf(state.model, type, folder).find(({ fullName }) => fullName === wanted);
    if (found === undefined) return '<records xsi:nil="true"/>';
    const inner = element('records', { fullName: found.fullName, ...found.read() });
    return inner.replace('<records>', `<records xsi:type="${escapeXml(type)}">`);
  });
  return wrapped('result', records.join(''));
}

function decodeName(name: string): string {
  return name.replaceAll(/%[\dA-F]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** Retrievals that were asked for lately. */
const mostRetrievals = 20;

function retrieve({ state, version, element: call }: Call): string {
  const retrieval = createRetrieval(call, version);
  state.retrievals.set(retrieval.id, retrieval);
  const [oldest] = state.retrievals.keys();
  if (state.retrievals.size > mostRetrievals && oldest !== undefined) state.retrievals.delete(oldest);
  return element('result', { done: false, id: retrieval.id, state: 'Queued' });
}

function checkRetrieveStatus({ state, element: call }: Call): string {
  const [id = ''] = texts(call, 'asyncProcessId');
  const [includeZip = 'true'] = texts(call, 'includeZip');
  const retrieval = state.retrievals.get(id);
  if (retrieval === undefined) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id`);
  advanceRetrieval(state.model, retrieval);
  const isDone = retrieval.status === 'Succeeded' || retrieval.status === 'Failed';
  return element('result', {
    done: isDone,
    errorMessage: retrieval.errorMessage,
    fileProperties: retrieval.files.map(({ type, fileName, component }) => ({
      ...fileProperties(state, type, component),
      fileName,
    })),
    id: retrieval.id,
    messages: retrieval.messages.map((message) => ({ ...message })),
    status: retrieval.status,
    success: retrieval.status === 'Succeeded',
    zipFile: includeZip === 'true' ? retrieval.zipped?.toString('base64') : undefined,
  });
}

/** What a type is made of, as far as the org's own components of that type show it. */
function describeValueType({ state, element: call }: Call): string {
  const [asked = ''] = texts(call, 'type');
  const type = asked.replace(/^\{[^}]*\}/, '');
  refuseUnknown(type);
  const folder = componentsOf(state.model, `${type}Folder`)[0]?.fullName;
  const samples = componentsOf(state.model, type, folder).slice(0, 20);
  const parts = new Map<string, XmlValue>();
  for (const sample of samples)
    for (const [name, value] of Object.entries(sample.read()))
      if (value !== undefined && value !== null) parts.set(name, parts.get(name) ?? value);
  return element('result', {
    apiCreatable: true,
    apiDeletable: true,
    apiReadable: true,
    apiUpdatable: true,
    valueTypeFields: [
      valueField('fullName', 'fullName', true),
      ...[...parts].map(([name, value]) => valueField(name, value, false)),
    ],
  });
}

function valueField(name: string, value: XmlValue, isName: boolean): Readonly<Record<string, XmlValue>> {
  const one: XmlValue = Array.isArray(value) ? (value as readonly XmlValue[])[0] : value;
  const isGroup = typeof one === 'object' && one !== null;
  const soapTypes: Readonly<Record<string, string>> = { boolean: 'boolean', number: 'double' };
  return {
    fields: isGroup ? Object.entries(one).map(([inner, held]) => valueField(inner, held as XmlValue, false)) : [],
    isForeignKey: false,
    isNameField: isName,
    minOccurs: 0,
    name,
    soapType: isGroup ? name : (soapTypes[typeof one] ?? 'string'),
    valueRequired: isName,
  };
}

function fault(code: string, message: string, cost: number): { readonly reply: Reply; readonly cost: number } {
  const inner = `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${escapeXml(message)}</faultstring></soapenv:Fault>`;
  return { reply: soap(500, inner, ` xmlns:sf="${metadataNamespace}"`), cost };
}

const namespaces = ` xmlns="${metadataNamespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;

function soap(status: number, inner: string, declared = namespaces): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${envelope}"${declared}><soapenv:Body>${inner}</soapenv:Body></soapenv:Envelope>`;
  return text(status, body, xmlType);
}
