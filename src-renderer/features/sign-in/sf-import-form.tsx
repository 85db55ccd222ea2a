import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Input, Output } from '../../../src-preload/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { hostOf } from './login-host.ts';
import { closeSfImport } from './sf-import-store.ts';
import classes from './sign-in.module.css';

type Listed = Output<'connections.listSfOrgs'>;

type Props = {
  readonly listed: Listed;
  readonly onStart: (input: Input<'connections.importSfOrgs'>) => void;
};

/** The orgs of the CLI with what will be taken of each; none is ticked beforehand. */
export function SfImportForm({ listed, onStart }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [group, setGroup] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) onStart({ usernames: [...chosen], group: group.trim() });
      }}
    >
      <Checkbox.Group
        label={t('sfImport.list', { version: listed.version ?? '' })}
        value={[...chosen]}
        onChange={setChosen}
      >
        <div className={classes.orgs}>
          {listed.orgs.map((org) => (
            <Checkbox
              key={org.username}
              value={org.username}
              disabled={org.alreadyConnected}
              label={org.alias ?? org.username}
              description={<OrgFacts org={org} />}
            />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label={t('sfImport.group')}
        description={t('sfImport.group.hint')}
        value={group}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setGroup(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button variant="default" onClick={closeSfImport}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={chosen.length === 0}>
          {t('sfImport.button', { count: chosen.length })}
        </Button>
      </div>
    </form>
  );
}

function OrgFacts({ org }: { readonly org: Listed['orgs'][number] }) {
  const facts = [...(org.alias === null ? [] : [org.username]), hostOf(org.instanceUrl), org.orgId];
  return (
    <>
      <span className={classes.orgFacts}>{facts.join(' · ')}</span>
      {org.alreadyConnected ? <span className={classes.orgFacts}>{t('sfImport.connected')}</span> : null}
      {org.alreadyConnected || org.status === null || org.status === 'Connected' ? null : (
        <span className={classes.orgFacts}>{t('sfImport.status', { status: org.status })}</span>
      )}
    </>
  );
}
