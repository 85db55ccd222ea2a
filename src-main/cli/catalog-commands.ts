import type { Connection } from '../../src-preload/contract/connections.ts';
import type { FieldRow, SearchHit } from '../../src-preload/contract/catalog.ts';
import { nameFinder } from '../domain/metadata/api-names.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import type { CatalogStore, ObjectWhole } from '../engine/store/catalog/index.ts';
import type { Command } from './arguments.ts';
import { noCancel } from './command-engine.ts';
import { everyField } from './field-query.ts';
import { type Output, tableLines } from './output.ts';

type CatalogCommand = Extract<Command, { kind: 'objects' | 'fields' | 'search' }>;

/** Lists what was read; every value as the store has it, null where it is empty or unknown. */
export async function runCatalogCommand(
  command: CatalogCommand,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { store, handlers } = engine.services();
  switch (command.kind) {
    case 'objects': {
      const objects = Array.from(store.catalog.iterateObjects(connection.id), objectOutput);
      return output.result({ objects }, () =>
        tableLines(
          ['API name', 'Label', 'Kind', 'Fields'],
          objects.map((one) => [one.name, one.label, one.kind, String(one.fieldCount)]),
        ),
      );
    }
    case 'fields': {
      const fields = [...fieldsOf(store.catalog, connection.id, command.object)];
      return output.result({ fields }, () =>
        tableLines(
          ['Object', 'API name', 'Type', 'Label'],
          fields.map((one) => [one.object, one.name, one.type ?? 'unknown', one.label]),
        ),
      );
    }
    case 'search': {
      const found = await handlers['catalog.search'](
        { connectionId: connection.id, text: command.text, limit: command.limit },
        noCancel,
      );
      const hits = found.hits.map(hitOutput);
      return output.result({ hits }, () =>
        tableLines(
          ['Kind', 'Name', 'Label', 'Found in'],
          hits.map((hit) => [
            hit.kind,
            hit.kind === 'object' ? hit.name : `${hit.object}.${hit.name}`,
            hit.label,
            hit.matchedIn,
          ]),
        ),
      );
    }
  }
}

function objectOutput(object: ObjectWhole) {
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    kind: object.kind,
    custom: object.custom,
    namespace: object.namespace,
    keyPrefix: object.keyPrefix,
    description: object.description,
    fieldCount: object.fieldCount,
    // "Master" is the platform's stand-in for "none"; nobody made it and nobody lists it.
    recordTypes: object.recordTypes
      .filter((one) => !one.master)
      .map(({ name, label, active }) => ({ name, label, active })),
    childRelationships: object.childRelationships.map(({ childObject, field, relationshipName }) => ({
      childObject,
      field,
      relationshipName,
    })),
    lastModifiedDate: object.lastModifiedDate,
    readAt: object.readAt,
  };
}

/** The object that was read under this name, in any case. */
export function objectNamed(catalog: CatalogStore, connectionId: string, name: string): string {
  const [found, ...others] = nameFinder(catalog.objects(connectionId).map((one) => one.name))(name);
  if (found === undefined) {
    throw new EngineFailure(
      'not-found',
      `"${name}" has not been read. "orgbench sync" reads it; "orgbench objects" lists what is there.`,
    );
  }
  if (others.length > 0) {
    throw new EngineFailure(
      'not-found',
      `Several objects have the name "${name}" in other case: ${[found, ...others].join(', ')}. Give one of them exactly.`,
    );
  }
  return found;
}

function* fieldsOf(catalog: CatalogStore, connectionId: string, object: string | null) {
  const query = everyField(connectionId, object === null ? null : [objectNamed(catalog, connectionId, object)]);
  for (const page of catalog.iterateFields(query)) {
    for (const row of page) yield fieldOutput(row, catalog);
  }
}

function fieldOutput(row: FieldRow, catalog: CatalogStore) {
  const values = row.picklistCount === null || row.picklistCount === 0 ? [] : catalog.picklistOf(row.id);
  return {
    object: row.object,
    name: row.name,
    label: row.label,
    type: row.type,
    length: row.length,
    precision: row.precision,
    scale: row.scale,
    referenceTo: row.referenceTo,
    picklistValues: values.map((one) => ({
      value: one.value,
      label: one.label,
      active: one.active,
      default: one.isDefault,
    })),
    formula: row.formula,
    helpText: row.helpText,
    description: row.description,
    custom: row.custom,
    required: row.required,
    unique: row.unique,
    externalId: row.externalId,
    createdDate: row.createdDate,
    lastModifiedDate: row.lastModifiedDate,
  };
}

function hitOutput(hit: SearchHit) {
  return { kind: hit.kind, object: hit.object, name: hit.name, label: hit.label, matchedIn: hit.matchedIn };
}
