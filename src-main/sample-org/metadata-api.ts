import { randomUUID } from 'node:crypto';
import { text } from './http/reply.ts';
import type { Reply } from './http/reply.ts';
import type { OrgRequest } from './http/request.ts';
import type { OrgState } from './org-state.ts';
import { lacks, rightsOfToken } from './rights.ts';
import { newestVersion, oldestVersion } from './versions.ts';

/** Where the Metadata API is: SOAP, with the session inside the body. */
const metadataPath = /^\/services\/Soap\/m\/(\d+)\.0$/;
/** Calls that read. Only the first is answered: bundles hold no files. */
const readingCalls = /^(describeMetadata|listMetadata|readMetadata|retrieve|checkRetrieveStatus|describeValueType)$/;

const xmlType = 'text/xml;charset=UTF-8';
const envelope = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Types of which the org has something, with directory and suffix of their files. */
const types: readonly (readonly [xmlName: string, directory: string, suffix: string, children: readonly string[]])[] = [
  ['ApexClass', 'classes', 'cls', []],
  ['ApexTrigger', 'triggers', 'trigger', []],
  ['CustomObject', 'objects', 'object', ['CustomField', 'FieldSet', 'RecordType', 'ValidationRule', 'WebLink']],
  ['Flow', 'flows', 'flow', []],
  ['Layout', 'layouts', 'layout', []],
  ['PermissionSet', 'permissionsets', 'permissionset', []],
  ['Profile', 'profiles', 'profile', []],
];

export function isMetadataPath(path: string): boolean {
  return metadataPath.test(path);
}

/** Whether a SOAP call only reads; the name of the call is the first element of the body. */
export function isReadingSoap(body: string): boolean {
  return readingCalls.test(callOf(body));
}

/** `POST /services/Soap/m/N.0`. Faults have status 500. */
export function answerMetadata(state: OrgState, request: OrgRequest): { readonly reply: Reply; readonly cost: number } {
  const version = Number(metadataPath.exec(request.path)?.[1]);
  if (version < oldestVersion || version > newestVersion) {
    return fault('UNSUPPORTED_API_VERSION', `Invalid Api version specified on URL`, 0);
  }
  const token = /<(?:\w+:)?sessionId>([^<]*)</.exec(request.body)?.[1] ?? '';
  if (!state.tokens.has(token)) {
    return fault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session', 0);
  }
  const rights = rightsOfToken(state, token);
  if (lacks(rights, 'ApiEnabled')) return fault('API_CURRENTLY_DISABLED', 'API is disabled for this User', 1);
  if (lacks(rights, 'ModifyMetadata')) {
    const message = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
    return fault('INSUFFICIENT_ACCESS', message, 1);
  }
  if (callOf(request.body) !== 'describeMetadata') {
    return fault('UNKNOWN_EXCEPTION', `An unexpected error occurred. ErrorId: ${randomUUID()}`, 1);
  }
  return { reply: soap(200, describeMetadata()), cost: 1 };
}

function callOf(body: string): string {
  return /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(body)?.[1] ?? '';
}

function describeMetadata(): string {
  const objects = types.map(
    ([xmlName, directory, suffix, children]) =>
      `<metadataObjects>${children.map((child) => `<childXmlNames>${child}</childXmlNames>`).join('')}<directoryName>${directory}</directoryName><inFolder>false</inFolder><metaFile>${suffix === 'cls' || suffix === 'trigger'}</metaFile><suffix>${suffix}</suffix><xmlName>${xmlName}</xmlName></metadataObjects>`,
  );
  return `<describeMetadataResponse><result>${objects.join('')}<organizationNamespace></organizationNamespace><partialSaveAllowed>true</partialSaveAllowed><testRequired>false</testRequired></result></describeMetadataResponse>`;
}

function fault(code: string, message: string, cost: number): { readonly reply: Reply; readonly cost: number } {
  const inner = `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${message}</faultstring></soapenv:Fault>`;
  return { reply: soap(500, inner, ' xmlns:sf="http://soap.sforce.com/2006/04/metadata"'), cost };
}

function soap(status: number, inner: string, namespaces = ' xmlns="http://soap.sforce.com/2006/04/metadata"'): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${envelope}"${namespaces}><soapenv:Body>${inner}</soapenv:Body></soapenv:Envelope>`;
  return text(status, body, xmlType);
}
