import type { Component } from '../../../domain/areas/component.ts';
import type { AreaRun } from '../area-run.ts';
import { type DefinitionSpec, definitionKeeper } from './whole-records.ts';

/**
 * As `definitionKeeper`, for types whose list says everything but the definition: what the list gives again is known again,
 * and a description that somebody emptied is empty.
 */
export function listKeeper(run: AreaRun, spec: DefinitionSpec): (listed: Component) => Component {
  const keep = definitionKeeper(run, spec);
  return (listed) => {
    const kept = keep(listed);
    return {
      ...kept,
      description: listed.unknown.includes('description') ? kept.description : listed.description,
      unknown: kept.unknown.filter((name) => listed.unknown.includes(name) || spec.facts.includes(name)),
    };
  };
}
