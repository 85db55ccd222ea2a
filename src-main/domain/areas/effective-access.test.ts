import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RIGHT, RIGHTS, type Right } from './access-rights.ts';
import { accessOf, type Grants, type GroupPart, type Part, type SetPart } from './effective-access.ts';

type Plain = {
  readonly system?: readonly string[];
  readonly objects?: Readonly<Record<string, readonly Right[]>>;
  readonly fields?: Readonly<Record<string, readonly ('read' | 'edit')[]>>;
};

function bits(rights: readonly Right[] | undefined): number {
  return (rights ?? []).reduce((sum, right) => sum | RIGHT[right], 0);
}

function grants({ system = [], objects = {}, fields = {} }: Plain): Grants {
  return {
    system: new Set(system),
    objectBits: (object) => bits(objects[object]),
    fieldBits: (object, field) => bits(fields[`${object}.${field}`]),
  };
}

function profile(plain: Plain): SetPart {
  return { kind: 'profile', name: 'P', label: 'P', grants: grants(plain), sessionBased: false };
}

function set(name: string, plain: Plain, sessionBased = false): SetPart {
  return { kind: 'permission set', name, label: name, grants: grants(plain), sessionBased };
}

function group(name: string, sets: readonly SetPart[], muting: Plain | null): GroupPart {
  return {
    kind: 'permission set group',
    name,
    label: name,
    sets,
    muting: muting === null ? null : grants(muting),
    sessionBased: false,
  };
}

const FIELD = { name: 'Phone', openToAll: false, updateable: true };

function rightsTo(parts: readonly Part[], object = 'Account'): readonly Right[] {
  const access = accessOf(parts).object(object);
  return RIGHTS.filter((right) => (access.bits & RIGHT[right]) !== 0);
}

function fieldOf(parts: readonly Part[], field = FIELD): readonly [boolean, boolean] {
  const { read, edit } = accessOf(parts).field('Account', field);
  return [read, edit];
}

describe('effective access to objects', () => {
  it('is what profile, permission sets and groups give together', () => {
    const parts = [
      profile({ objects: { Account: ['read'] } }),
      set('Editor', { objects: { Account: ['read', 'edit'] } }),
      group('G', [set('Maker', { objects: { Account: ['read', 'create'] } })], null),
    ];
    expect(rightsTo(parts)).toEqual(['read', 'create', 'edit']);
  });

  it('lets a muting set take from the sets of its own group', () => {
    const parts = [
      group('G', [set('S', { objects: { Account: ['read', 'edit'] } })], { objects: { Account: ['edit'] } }),
    ];
    expect(rightsTo(parts)).toEqual(['read']);
  });

  it('never lets a muting set take what comes from outside its group', () => {
    const edit = { objects: { Account: ['read', 'edit'] as const } };
    const muted = group('G', [set('S', edit)], edit);
    for (const outside of [profile(edit), set('Direct', edit), group('Other', [set('S', edit)], null)]) {
      expect(rightsTo([muted, outside])).toEqual(['read', 'edit']);
    }
    expect(rightsTo([muted])).toEqual([]);
  });

  it('takes with a muted right what cannot be without it', () => {
    const all = set('S', { objects: { Account: [...RIGHTS] } });
    expect(rightsTo([group('G', [all], { objects: { Account: ['read'] } })])).toEqual([]);
    expect(rightsTo([group('G', [all], { objects: { Account: ['delete'] } })])).toEqual([
      'read',
      'create',
      'edit',
      'viewAll',
      'viewAllFields',
    ]);
  });

  it.each<[string, Plain, readonly Right[]]>([
    ['View All Data', { system: ['ViewAllData'] }, ['read', 'viewAll']],
    ['Modify All Data', { system: ['ModifyAllData'] }, ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll']],
    ['View All of the object', { objects: { Account: ['viewAll'] } }, ['read', 'viewAll']],
    [
      'Modify All of the object',
      { objects: { Account: ['modifyAll'] } },
      ['read', 'edit', 'delete', 'viewAll', 'modifyAll'],
    ],
  ])('brings rights along with %s', (_name, plain, wanted) => {
    expect(rightsTo([profile(plain)])).toEqual(wanted);
  });

  it('does not bring rights along with a system permission that the group mutes', () => {
    expect(rightsTo([group('G', [set('S', { system: ['ViewAllData'] })], { system: ['ViewAllData'] })])).toEqual([]);
  });

  it('shows what a session brings apart', () => {
    const access = accessOf([set('S', { objects: { Account: ['read'] } }, true)]).object('Account');
    expect([access.bits, access.sessionBits]).toEqual([0, RIGHT.read]);
    expect(access.paths).toMatchObject([{ right: 'read', inSession: true }]);
  });

  it('names the way of each right', () => {
    const parts = [
      profile({ system: ['ViewAllData'] }),
      group('Sales', [set('Quotes', { objects: { Account: ['read'] } })], null),
    ];
    const reads = accessOf(parts)
      .object('Account')
      .paths.filter(({ right }) => right === 'read')
      .map(({ through, by }) => [through.map(({ kind, name }) => `${kind} ${name}`).join(' > '), by]);
    expect(reads).toEqual([
      ['profile P', 'View All Data'],
      ['permission set group Sales > permission set Quotes', 'object permission'],
    ]);
  });
});

describe('effective access to fields', () => {
  const readsObject = { objects: { Account: ['read'] as const } };

  it('needs the object to be readable', () => {
    const field = { fields: { 'Account.Phone': ['read', 'edit'] as const } };
    expect(fieldOf([set('S', field)])).toEqual([false, false]);
    expect(fieldOf([set('S', field), profile(readsObject)])).toEqual([true, false]);
    expect(fieldOf([set('S', field), profile({ objects: { Account: ['read', 'edit'] } })])).toEqual([true, true]);
    expect(fieldOf([set('S', field), profile({ objects: { Account: ['read', 'create'] } })])).toEqual([true, true]);
  });

  it('is not given by View All Data, Modify All Data or View All of the object', () => {
    for (const plain of [{ system: ['ModifyAllData', 'ViewAllData'] }, { objects: { Account: RIGHTS.slice(0, 6) } }]) {
      expect(fieldOf([profile(plain)])).toEqual([false, false]);
    }
  });

  it('lets View All Data stand for the object', () => {
    expect(fieldOf([profile({ system: ['ViewAllData'], fields: { 'Account.Phone': ['read'] } })])).toEqual([
      true,
      false,
    ]);
  });

  it('is given for reading by View All Fields of the object', () => {
    expect(fieldOf([profile({ objects: { Account: ['read', 'viewAllFields'] } })])).toEqual([true, false]);
  });

  it('reads what may be edited', () => {
    expect(fieldOf([profile({ ...readsObject, fields: { 'Account.Phone': ['edit'] } })])).toEqual([true, false]);
  });

  it('is muted within the group only', () => {
    const field = { ...readsObject, fields: { 'Account.Phone': ['read', 'edit'] as const } };
    const muted = group('G', [set('S', field)], { fields: { 'Account.Phone': ['read'] } });
    expect(fieldOf([muted])).toEqual([false, false]);
    expect(fieldOf([muted, set('Direct', field)])).toEqual([true, false]);
  });

  it('follows the object where a field takes no permission, and says so', () => {
    const name = { name: 'Name', openToAll: true, updateable: true };
    const parts = [profile({ objects: { Account: ['read', 'edit'] } })];
    expect(fieldOf(parts, name)).toEqual([true, true]);
    expect(fieldOf(parts, { ...name, name: 'CreatedDate', updateable: false })).toEqual([true, false]);
    expect(accessOf(parts).field('Account', name).paths).toMatchObject([
      { right: 'read', by: 'object permission: the field takes no field permission' },
      { right: 'edit', by: 'object permission: the field takes no field permission' },
    ]);
  });

  it('names the side of the object too', () => {
    const parts = [profile(readsObject), set('S', { fields: { 'Account.Phone': ['read'] } })];
    expect(
      accessOf(parts)
        .field('Account', FIELD)
        .paths.map(({ right, through }) => `${right} ${through[0]?.name}`),
    ).toEqual(['read S', 'object read P']);
  });
});

/*
 * The same rules once more, written as sets of words and without a way through: what the vendor's help says, read by
 * somebody who has not seen the code above.
 */
const OBJECTS = ['Account', 'Case'];
const FIELDS = ['Account.Phone', 'Account.Fax', 'Case.Subject'];
type Words = ReadonlySet<string>;

const plainSet = fc.record({
  system: fc.subarray(['ViewAllData', 'ModifyAllData', 'ApiEnabled']),
  objects: fc.record(Object.fromEntries(OBJECTS.map((name) => [name, fc.subarray([...RIGHTS])]))),
  fields: fc.record(Object.fromEntries(FIELDS.map((name) => [name, fc.subarray(['read', 'edit'] as const)]))),
});
const subjectModel = fc.record({
  profile: plainSet,
  direct: fc.array(plainSet, { maxLength: 3 }),
  groups: fc.array(fc.record({ sets: fc.array(plainSet, { maxLength: 3 }), muting: fc.option(plainSet) }), {
    maxLength: 3,
  }),
});

function wordsOf(plain: Plain): Words {
  return new Set([
    ...(plain.system ?? []),
    ...Object.entries(plain.objects ?? {}).flatMap(([object, rights]) => rights.map((right) => `${object}:${right}`)),
    ...Object.entries(plain.fields ?? {}).flatMap(([field, rights]) => rights.map((right) => `${field}:${right}`)),
  ]);
}

const DEPENDENTS: Readonly<Record<string, readonly string[]>> = {
  read: ['create', 'edit', 'delete', 'viewAll', 'modifyAll', 'viewAllFields'],
  edit: ['delete', 'modifyAll'],
  delete: ['modifyAll'],
  viewAll: ['modifyAll'],
};

function mutedWords(plain: Plain): Words {
  const words = new Set(wordsOf(plain));
  for (const object of OBJECTS) {
    for (const [right, others] of Object.entries(DEPENDENTS)) {
      if (words.has(`${object}:${right}`)) for (const other of others) words.add(`${object}:${other}`);
    }
  }
  for (const field of FIELDS) if (words.has(`${field}:read`)) words.add(`${field}:edit`);
  return words;
}

function naive(model: typeof subjectModel extends fc.Arbitrary<infer T> ? T : never): Words {
  const all = new Set<string>();
  const take = (words: Iterable<string>): void => {
    for (const word of words) all.add(word);
  };
  take(wordsOf(model.profile));
  for (const one of model.direct) take(wordsOf(one));
  for (const { sets, muting } of model.groups) {
    const gone = muting === null ? new Set<string>() : mutedWords(muting);
    for (const one of sets) take([...wordsOf(one)].filter((word) => !gone.has(word)));
  }
  for (const object of OBJECTS) {
    const add = (...rights: string[]): void => take(rights.map((right) => `${object}:${right}`));
    if (all.has(`${object}:modifyAll`)) add('read', 'edit', 'delete', 'viewAll');
    if (all.has(`${object}:viewAll`)) add('read');
    if (all.has('ViewAllData')) add('read', 'viewAll');
    if (all.has('ModifyAllData')) add('read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll');
  }
  return all;
}

describe('effective access of any subject', () => {
  it('is what the rules say, whatever the subject is made of', () => {
    fc.assert(
      fc.property(subjectModel, (model) => {
        const words = naive(model);
        const access = accessOf([
          profile(model.profile),
          ...model.direct.map((one, index) => set(`D${index}`, one)),
          ...model.groups.map(({ sets, muting }, index) =>
            group(
              `G${index}`,
              sets.map((one, at) => set(`G${index}S${at}`, one)),
              muting,
            ),
          ),
        ]);
        for (const object of OBJECTS) {
          const found = access.object(object);
          expect(RIGHTS.filter((right) => (found.bits & RIGHT[right]) !== 0)).toEqual(
            RIGHTS.filter((right) => words.has(`${object}:${right}`)),
          );
        }
        for (const path of FIELDS) {
          const [object = '', name = ''] = path.split('.');
          const reads = words.has(`${object}:read`);
          const may = words.has(`${path}:read`) || words.has(`${path}:edit`) || words.has(`${object}:viewAllFields`);
          const changes = words.has(`${object}:edit`) || words.has(`${object}:create`);
          const { read, edit, paths } = access.field(object, { name, openToAll: false, updateable: true });
          expect({ path, read, edit }).toEqual({
            path,
            read: reads && may,
            edit: reads && changes && words.has(`${path}:edit`),
          });
          expect(!read || paths.some(({ right }) => right === 'read')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never loses a right when something more is assigned', () => {
    fc.assert(
      fc.property(subjectModel, plainSet, (model, more) => {
        const parts = [
          profile(model.profile),
          ...model.groups.map(({ sets, muting }, index) =>
            group(
              `G${index}`,
              sets.map((one, at) => set(`S${at}`, one)),
              muting,
            ),
          ),
        ];
        const before = accessOf(parts);
        const after = accessOf([...parts, group('More', [set('M', more)], more), set('Direct', more)]);
        for (const object of OBJECTS) {
          const had = before.object(object).bits;
          expect(after.object(object).bits & had).toBe(had);
        }
      }),
      { numRuns: 200 },
    );
  });
});
