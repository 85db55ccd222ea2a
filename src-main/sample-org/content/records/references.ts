import type { BundleField, BundleObject } from '../../bundle.ts';
import { withChecksum } from '../../ids.ts';
import { recordTypeId } from '../../org-model.ts';
import type { OrgModel } from '../../org-model.ts';
import { drawsFrom } from './draws.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The Id of an object's record number `index`, from 0; null for an object without a key prefix. */
export function recordId(object: BundleObject, index: number): string | null {
  if (object.keyPrefix === undefined) return null;
  let tail = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor(rest / 62)) tail = digits.charAt(rest % 62) + tail;
  return withChecksum(`${object.keyPrefix}5f0${tail.padStart(9, '0')}`);
}

export function recordCount(model: OrgModel, name: string): number {
  return model.bundle.recordCounts?.[name] ?? 0;
}

/** A customer belongs to the house, and the house to the unit: so that a record's parents fit together. */
const through: Readonly<Record<string, string>> = { Account: 'Site__c', Site__c: 'Asset' };

/**
 * Which record of its target a reference field of a record names, by number; null where it names none.
 */
function targetIndex(model: OrgModel, object: BundleObject, field: BundleField, index: number): number | null {
  const target = field.referenceTo?.[0] ?? '';
  const count = recordCount(model, target);
  if (count === 0) return null;
  const middleName = through[target];
  const middle = middleName === undefined || object.name === middleName ? undefined : model.object(middleName);
  const isMain =
    field.name === `${target.replace(/__c$/, '')}Id` || field.name === target || field.name === `${target}__c`;
  if (middle !== undefined && isMain && object.name !== 'Site__c') {
    const way = object.fields.find(
      (other) => other.referenceTo?.[0] === middle.name && !other.name.startsWith('Parent'),
    );
    const onward = middle.fields.find((other) => other.referenceTo?.[0] === target);
    const at = way === undefined ? null : targetIndex(model, object, way, index);
    if (at !== null && onward !== undefined) return targetIndex(model, middle, onward, at);
  }
  const draws = drawsFrom(`${object.name}.${field.name}#${index}`);
  if (isOptional(field) && draws.chance(0.3)) return null;
  // A record never names itself or one that was made after it.
  if (target === object.name) return index === 0 || draws.chance(0.8) ? null : draws.whole(0, index - 1);
  return draws.whole(0, count - 1);
}

/** References without which a record would look broken are always there. */
function isOptional(field: BundleField): boolean {
  if (field.masterDetail === true || field.required === true) return false;
  return !/^(Account|Site|Asset|Installation|Contact|Technician|OpportunityId|AccountId|AssetId|Product2Id|OrderId)(__c)?$/.test(
    field.name,
  );
}

/** The value of a reference field: an Id of 18 characters or null. */
export function referenceValue(
  model: OrgModel,
  object: BundleObject,
  field: BundleField,
  index: number,
): string | null {
  const targets = field.referenceTo ?? [];
  const draws = drawsFrom(`${object.name}.${field.name}#${index}`);
  if (targets.includes('User')) {
    const isSystem = /^(CreatedById|LastModifiedById|OwnerId)$/.test(field.name);
    if (!isSystem && draws.chance(0.3)) return null;
    const people = model.users.filter(({ UserType }) => UserType === 'Standard');
    return draws.one(people)?.Id ?? model.runningUser.Id;
  }
  if (targets.includes('RecordType')) {
    const active = object.recordTypes.filter((recordType) => recordType.active === true);
    const chosen = active[Math.floor(draws.fraction() ** 2 * active.length)];
    return chosen === undefined ? null : recordTypeId(object, chosen.name);
  }
  const target = model.object(targets[0] ?? '');
  if (target === undefined) return null;
  const at = targetIndex(model, object, field, index);
  return at === null ? null : recordId(target, at);
}
