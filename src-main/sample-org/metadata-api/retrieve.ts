import { randomInt } from 'node:crypto';
import { element, escapeXml } from '../http/xml.ts';
import { zip } from '../http/zip.ts';
import type { ZipFile } from '../http/zip.ts';
import { mintId } from '../ids.ts';
import type { OrgModel } from '../org-model.ts';
import { componentsOf } from './components.ts';
import type { Component } from './components.ts';
import { fileNameOf, folderTypes, isMetadataType, metadataTypes } from './metadata-types.ts';
import { child, texts } from './soap-request.ts';
import type { SoapElement } from './soap-request.ts';

/** Files that one retrieval holds at most. */
const mostFiles = 10_000;

export interface RetrievedFile {
  readonly type: string;
  readonly fileName: string;
  readonly component: Component;
}

/** A retrieval that was asked for. Asking for its state moves it on: pending, then running, then done. */
export interface Retrieval {
  readonly id: string;
  readonly wanted: readonly { readonly type: string; readonly members: readonly string[] }[];
  readonly apiVersion: string;
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed';
  errorMessage: string | null;
  files: readonly RetrievedFile[];
  /** Names that were asked for and are not there. */
  messages: readonly { readonly fileName: string; readonly problem: string }[];
  zipped: Buffer | null;
}

/** Starts a retrieval from the request's `unpackaged` part. */
export function createRetrieval(call: SoapElement, version: number): Retrieval {
  // The WSDL calls the only parameter `retrieveRequest`; the Salesforce CLI calls it `request`, and the service takes both.
  const asked = child(call, 'retrieveRequest') ?? child(call, 'request') ?? call;
  const list = (child(asked, 'unpackaged')?.children ?? []).filter(({ name }) => name === 'types');
  return {
    id: mintId('09S', String(randomInt(2 ** 40))),
    wanted: list.map((types) => ({ type: texts(types, 'name')[0] ?? '', members: texts(types, 'members') })),
    apiVersion: Number(texts(asked, 'apiVersion')[0] ?? version).toFixed(1),
    status: 'Pending',
    errorMessage: null,
    files: [],
    messages: [],
    zipped: null,
  };
}

export function advanceRetrieval(model: OrgModel, retrieval: Retrieval): void {
  if (retrieval.status === 'Pending') {
    retrieval.status = 'InProgress';
    return;
  }
  if (retrieval.status !== 'InProgress') return;
  const files: RetrievedFile[] = [];
  const messages: { fileName: string; problem: string }[] = [];
  for (const { type, members } of retrieval.wanted) {
    if (!isMetadataType(type)) {
      messages.push({
        fileName: 'unpackaged/package.xml',
        problem: `Unknown type name '${type}' specified in package.xml`,
      });
      continue;
    }
    for (const member of members) {
      const found = membersOf(model, type, member);
      if (found.length === 0 && member !== '*')
        messages.push({
          fileName: 'unpackaged/package.xml',
          problem: `Entity of type '${type}' named '${member}' cannot be found`,
        });
      const foundType = isFolder(type, member) ? `${type}Folder` : type;
      for (const component of found)
        files.push({
          type: foundType,
          fileName: `unpackaged/${fileNameOf(foundType, component.fullName)}`,
          component,
        });
    }
  }
  retrieval.messages = messages;
  if (files.length > mostFiles) {
    retrieval.status = 'Failed';
    retrieval.errorMessage = `LIMIT_EXCEEDED: Too many files in retrieve call, limit is: ${mostFiles}`;
    return;
  }
  retrieval.files = files;
  retrieval.zipped = zip([packageXml(retrieval), ...files.flatMap(zipFiles), ...childFiles(files)]);
  retrieval.status = 'Succeeded';
}

/** Reports and dashboards are named with their folder; the folder alone stands for itself. */
function isFolder(type: string, member: string): boolean {
  return metadataTypes.some(({ xmlName, inFolder }) => xmlName === type && inFolder === true) && !member.includes('/');
}

/** `*` stands for all of a type, folder types apart: a retrieval takes them by name only. */
function membersOf(model: OrgModel, type: string, member: string): readonly Component[] {
  const isInFolder = metadataTypes.some(({ xmlName, inFolder }) => xmlName === type && inFolder === true);
  if (!isInFolder) {
    const all = componentsOf(model, type);
    return member === '*' ? all : all.filter(({ fullName }) => fullName === member);
  }
  const folder = member.includes('/') ? member.slice(0, member.lastIndexOf('/')) : member;
  const folders = componentsOf(model, `${type}Folder`).filter(({ fullName }) => fullName === folder);
  return member.includes('/')
    ? componentsOf(model, type, folder).filter(({ fullName }) => fullName === member)
    : folders;
}

const metadataNamespace = 'http://soap.sforce.com/2006/04/metadata';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function packageXml({ wanted, apiVersion }: Retrieval): ZipFile {
  const types = wanted
    .map(({ type, members }) => element('types', { members: [...members], name: type }))
    .join('\n    ');
  const xml = `${declaration}<Package xmlns="${metadataNamespace}">\n    ${types}\n    <version>${escapeXml(apiVersion)}</version>\n</Package>\n`;
  return { path: 'unpackaged/package.xml', bytes: Buffer.from(xml, 'utf8') };
}

/** What the parts of a component are called in its file. */
const partNames: Readonly<Record<string, string>> = {
  CustomField: 'fields',
  RecordType: 'recordTypes',
  ValidationRule: 'validationRules',
  WorkflowRule: 'rules',
  CustomLabel: 'labels',
};

/** Parts that were asked for by themselves stand together in the file of the component that they belong to. */
function childFiles(files: readonly RetrievedFile[]): readonly ZipFile[] {
  const whole = new Set(files.filter(({ type }) => partNames[type] === undefined).map(({ fileName }) => fileName));
  const parts = files.filter(({ type, fileName }) => partNames[type] !== undefined && !whole.has(fileName));
  return [...new Set(parts.map(({ fileName }) => fileName))].map((path) => {
    const inside = parts.filter(({ fileName }) => fileName === path);
    const root = path.endsWith('.workflow') ? 'Workflow' : path.endsWith('.labels') ? 'CustomLabels' : 'CustomObject';
    const elements = inside.map(({ type, component }) => {
      const fullName = component.fullName.slice(component.fullName.indexOf('.') + 1);
      return element(partNames[type] ?? '', { fullName, ...component.read() });
    });
    const xml = `${declaration}<${root} xmlns="${metadataNamespace}">${elements.join('')}</${root}>\n`;
    return { path, bytes: Buffer.from(xml, 'utf8') };
  });
}

function zipFiles({ type, fileName, component }: RetrievedFile): readonly ZipFile[] {
  if (partNames[type] !== undefined) return [];
  const content = element(type, component.read()).replace(`<${type}>`, `<${type} xmlns="${metadataNamespace}">`);
  const described = Buffer.from(`${declaration}${content}\n`, 'utf8');
  if (folderTypes[type] !== undefined) return [{ path: `${fileName}-meta.xml`, bytes: described }];
  if (component.source === undefined) return [{ path: fileName, bytes: described }];
  return [
    { path: fileName, bytes: Buffer.from(component.source(), 'utf8') },
    { path: `${fileName}-meta.xml`, bytes: described },
  ];
}
