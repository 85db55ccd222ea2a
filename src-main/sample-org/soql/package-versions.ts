import { mintId } from '../ids.ts';
import { columns, onceForModel } from './table.ts';
import type { Table } from './table.ts';

/** A number that follows from a name, below a limit. */
function numberOf(name: string, limit: number): number {
  return Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % limit;
}

/** The version of each installed package. No bundle knows any, so they are made up from the packages' names. */
export const packageVersionTable: Table = {
  name: 'SubscriberPackageVersion',
  label: 'Subscriber Package Version',
  keyPrefix: '04t',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'SubscriberPackageId:reference', 'Name', 'MajorVersion:int', 'MinorVersion:int'),
    ...columns('PatchVersion:int', 'BuildNumber:int', 'IsBeta:boolean', 'IsManaged:boolean', 'ReleaseState:picklist'),
  ],
  relations: [],
  isCatalog: false,
  rows: onceForModel((model) =>
    (model.bundle.named ?? [])
      .filter(({ type }) => type === 'InstalledSubscriberPackage')
      .map(({ name }) => {
        const major = 1 + numberOf(name, 4);
        return {
          Id: mintId('04t', name),
          SubscriberPackageId: mintId('033', name),
          Name: `Version ${major}`,
          MajorVersion: major,
          MinorVersion: numberOf(`${name} minor`, 20),
          PatchVersion: 0,
          BuildNumber: 1 + numberOf(`${name} build`, 9),
          IsBeta: false,
          IsManaged: true,
          ReleaseState: 'Released',
        };
      }),
  ),
};
