import type {
  BundleAccess,
  BundleAccessGroup,
  BundleAssignment,
  BundleFieldPermission,
  BundleObjectPermission,
} from '../../bundle-parts.ts';
import type { BundleObject } from '../../bundle.ts';
import { fieldAccess } from '../../describe/field-access.ts';
import { usernameOf } from '../company.ts';
import { datesFrom } from '../release-calendar.ts';
import { fieldFinder } from '../reports/report-codes.ts';
import { assignmentLines, groupLines, profileLines, setLines } from './access-lines.ts';

type Cells = readonly string[];

function cellsOf(lines: string): readonly Cells[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** Grants of one holder, spelled out when they are first asked for: there are tens of thousands of fields. */
function grantsOf(
  sobjects: readonly BundleObject[],
  grants: string,
  exceptions: string,
): Required<Pick<BundleAccess, 'objectPermissions' | 'fieldPermissions'>> {
  let made:
    | { readonly objects: readonly BundleObjectPermission[]; fields?: readonly BundleFieldPermission[] }
    | undefined;
  const objects = (): readonly BundleObjectPermission[] => {
    made ??= { objects: objectGrants(sobjects, grants) };
    return made.objects;
  };
  return {
    get objectPermissions() {
      return objects();
    },
    get fieldPermissions() {
      const own = objects();
      if (made?.fields === undefined) made = { objects: own, fields: fieldGrants(sobjects, own, exceptions) };
      return made.fields ?? [];
    },
  };
}

function objectGrants(sobjects: readonly BundleObject[], grants: string): readonly BundleObjectPermission[] {
  const finder = fieldFinder(sobjects);
  const rights = new Map<string, string>();
  for (const grant of words(grants)) {
    const [name = '', letters = ''] = grant.split(':');
    const objects = name === '*' ? sobjects.filter((object) => object.layoutable === true) : [finder.object(name)];
    for (const object of objects) rights.set(object.name, letters);
  }
  return [...rights].map(([object, letters]) => ({
    object,
    read: true,
    create: letters.includes('c'),
    edit: letters.includes('e'),
    delete: letters.includes('d'),
    viewAll: letters.includes('v'),
    modifyAll: letters.includes('m'),
  }));
}

/** Every field of a readable object that field-level security can hide, but for the exceptions. */
function fieldGrants(
  sobjects: readonly BundleObject[],
  objects: readonly BundleObjectPermission[],
  exceptions: string,
): readonly BundleFieldPermission[] {
  const finder = fieldFinder(sobjects);
  const marks = new Map<string, string>();
  for (const word of words(exceptions)) {
    const [objectName = '', fieldName = ''] = word.replace(/^[-~]/, '').split('.');
    const object = finder.object(objectName);
    marks.set(`${object.name}.${finder.field(object, fieldName).name}`, word.charAt(0));
  }
  const byName = new Map(sobjects.map((object) => [object.name, object]));
  return objects.flatMap(({ object: name, edit }): readonly BundleFieldPermission[] => {
    const object = byName.get(name);
    if (object === undefined) return [];
    return object.fields.flatMap((field): readonly BundleFieldPermission[] => {
      const path = `${name}.${field.name}`;
      const access = fieldAccess(object, field);
      if (!access.permissionable || field.hiddenFromDescribe === true || marks.get(path) === '-') return [];
      const editable = edit === true && access.updateable && marks.get(path) !== '~';
      return [{ field: path, readable: true, ...(editable && { editable }) }];
    });
  });
}

/** Copies an access with its grants still unmade: a spread would make them. */
function withGrants(facts: BundleAccess, grants: ReturnType<typeof grantsOf>): BundleAccess {
  return Object.defineProperties({ ...facts }, Object.getOwnPropertyDescriptors(grants));
}

/** Profiles of the sample company. */
export function sampleProfiles(sobjects: readonly BundleObject[]): readonly BundleAccess[] {
  return cellsOf(profileLines).map(([name = '', license = '', permissions = '', grants = '', exceptions = '']) =>
    withGrants({ name, license, userPermissions: words(permissions) }, grantsOf(sobjects, grants, exceptions)),
  );
}

/** Permission sets of the sample company. */
export function samplePermissionSets(sobjects: readonly BundleObject[]): readonly BundleAccess[] {
  return cellsOf(setLines).map((cells) => {
    const [name = '', label = '', history = '', permissions = '', grants = '', fields = '', classes = '', text] = cells;
    const [maker = '', month = ''] = history.split(' ');
    const facts: BundleAccess = {
      name,
      label: label.replace(/^session /, ''),
      ...(text && { description: text }),
      ...(label.startsWith('session ') && { activationRequired: true }),
      userPermissions: words(permissions),
      classAccesses: words(classes).filter((name) => !name.startsWith('!')),
      customPermissions: words(classes).flatMap((name) => (name.startsWith('!') ? [name.slice(1)] : [])),
      createdBy: usernameOf(maker),
      ...datesFrom(month, `set ${name}`),
    };
    return withGrants(facts, grantsOf(sobjects, grants, fields));
  });
}

/** Permission set groups of the sample company, two of them with something muted. */
export function samplePermissionSetGroups(sobjects: readonly BundleObject[]): readonly BundleAccessGroup[] {
  const finder = fieldFinder(sobjects);
  return cellsOf(groupLines).map(([name = '', label = '', history = '', members = '', muted = '', text]) => {
    const [maker = '', month = ''] = history.split(' ');
    const taken = words(muted).map((grant): BundleObjectPermission => {
      const [object = '', letters = ''] = grant.split(':');
      return {
        object: finder.object(object).name,
        ...(letters.includes('c') && { create: true }),
        ...(letters.includes('e') && { edit: true }),
        ...(letters.includes('d') && { delete: true }),
        ...(letters.includes('v') && { viewAll: true }),
      };
    });
    return {
      name,
      label,
      ...(text && { description: text }),
      members: words(members),
      ...(taken.length > 0 && {
        muted: { name: `${name}_Muted`, label: `${label} muted`, objectPermissions: taken },
      }),
      createdBy: usernameOf(maker),
      ...datesFrom(month, `group ${name}`),
    };
  });
}

/** Who has which permission set or group; some until a day that is over. */
export function sampleAssignments(): readonly BundleAssignment[] {
  return assignmentLines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [who = '', what = ''] = line.split(': ');
      const username = usernameOf(who);
      return what.split(';').map((entry) => {
        const [name = '', , until] = words(entry);
        const target = name.startsWith('+') ? { group: name.slice(1) } : { permissionSet: name };
        return { username, ...target, ...(until && { expirationDate: `${until}T23:59:59.000Z` }) };
      });
    });
}
