import { type ComboboxItem, MultiSelect, SegmentedControl, Select } from '@mantine/core';
import type { AccessHolder, HolderKind } from '../../../src-preload/contract/access.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { t } from '../../i18n/t.ts';
import type { AccessSearch } from './access-search.ts';
import classes from './access.module.css';

const LISTED = 200;
const NO_PROFILE = '';
/** The room to type in takes a line of its own only when the chosen ones really fill the first. */
const ONE_LINE = { inputField: { minWidth: '1.5rem' } } as const;

type Props = {
  readonly subjects: Output<'access.subjects'>;
  readonly search: AccessSearch;
  readonly go: (change: Partial<AccessSearch>, replace?: boolean) => void;
};

/** Whose access: a user that was read, or a profile with sets and groups as somebody could have them. */
export function SubjectForm({ subjects, search, go }: Props) {
  const whose = search.whose ?? 'user';
  const of = (kind: HolderKind): readonly AccessHolder[] => subjects.holders.filter((one) => one.kind === kind);
  const options = (kind: HolderKind) => of(kind).map(({ name, label }) => ({ value: name, label }));
  return (
    <div className={classes.tools}>
      <SegmentedControl
        aria-label={t('access.subject.kind')}
        value={whose}
        data={[
          { value: 'user', label: t('access.subject.user') },
          { value: 'combination', label: t('access.subject.holders') },
        ]}
        onChange={(value) => go({ whose: value === 'combination' ? value : undefined, open: undefined })}
      />
      {whose === 'user' ? (
        <Select
          className={classes.wide}
          aria-label={t('access.subject.pickUser')}
          placeholder={t('access.subject.pickUserText')}
          searchable
          limit={LISTED}
          nothingFoundMessage={t('access.pick.none')}
          value={search.user ?? null}
          data={userOptions(subjects.users)}
          onChange={(user) => go({ user: user ?? undefined, open: undefined })}
        />
      ) : (
        <>
          <Select
            className={classes.pick}
            aria-label={t('access.subject.profile')}
            searchable
            limit={LISTED}
            nothingFoundMessage={t('access.pick.none')}
            value={search.profile ?? NO_PROFILE}
            data={[{ value: NO_PROFILE, label: t('access.subject.noProfile') }, ...options('profile')]}
            onChange={(name) => go({ profile: name === null || name === NO_PROFILE ? undefined : name })}
          />
          <MultiSelect
            className={classes.wide}
            size="sm"
            styles={ONE_LINE}
            aria-label={t('access.subject.sets')}
            placeholder={(search.sets ?? []).length === 0 ? t('access.subject.sets') : ''}
            searchable
            limit={LISTED}
            nothingFoundMessage={t('access.pick.none')}
            value={search.sets ?? []}
            data={options('permission set')}
            onChange={(names) => go({ sets: names.length === 0 ? undefined : names })}
          />
          <MultiSelect
            className={classes.wide}
            size="sm"
            styles={ONE_LINE}
            aria-label={t('access.subject.groups')}
            placeholder={(search.groups ?? []).length === 0 ? t('access.subject.groups') : ''}
            searchable
            limit={LISTED}
            nothingFoundMessage={t('access.pick.none')}
            value={search.groups ?? []}
            data={options('permission set group')}
            onChange={(names) => go({ groups: names.length === 0 ? undefined : names })}
          />
        </>
      )}
    </div>
  );
}

/** Users by name and profile; an id tells apart who has the same name. */
function userOptions(users: Output<'access.subjects'>['users']): readonly ComboboxItem[] {
  const named = Map.groupBy(users, ({ name }) => name);
  return users.map(({ id, name, active, profile }) => ({
    value: id,
    label: [
      name,
      ...((named.get(name)?.length ?? 0) > 1 ? [id] : []),
      ...(profile === null ? [] : [profile]),
      ...(active ? [] : [t('access.subject.inactive')]),
    ].join(' · '),
  }));
}
