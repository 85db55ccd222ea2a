import { describe, expect, it } from 'vitest';
import { callContext } from '../support/sync-rig.ts';
import { type SendingRig, openSendingRig } from '../support/sending-rig.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';

const ORG = smallOrg([
  customObject('Pump__c', [textField('Serial__c'), textField('Margin__c'), textField('Colour__c')]),
  customObject('Visit__c', [textField('Report__c')]),
]);
const STOP_AT = 3;

/** An export to an account that has sent some rows and waits. */
async function heldExport(): Promise<{ rig: SendingRig; exportId: string; jobId: string }> {
  const rig = await openSendingRig(ORG);
  const held = rig.google.holdAt(STOP_AT);
  const { consentId } = await rig.consent(rig.spec());
  const { exportId, jobId } = await rig.start(rig.spec(), consentId);
  await held;
  rig.google.runFree();
  return { rig, exportId, jobId };
}

async function goOn(rig: SendingRig, exportId: string): Promise<string> {
  const { consentId } = await rig.consent(rig.spec());
  return (await rig.resume(exportId, consentId)).jobId;
}

function namesIn(rig: SendingRig): unknown[] {
  const query = { connectionId: rig.connectionId, objects: null, quick: '', filters: [], sort: [] };
  return rig.store.catalog.fieldPage(query, 0, 100).rows.map(({ name }) => name);
}

describe('an export to an account that is cancelled', () => {
  it('takes back what it had sent and cannot be gone on with', async () => {
    const { rig, exportId, jobId } = await heldExport();
    await rig.cancel(jobId);
    expect(await rig.ended(exportId)).toMatchObject({ state: 'cancelled', canResume: false, link: null, rows: 0 });
    expect(rig.job(jobId).state).toBe('cancelled');
    expect(rig.google.calls).toEqual(['check', 'send', 'discard']);
    expect(rig.google.files()).toEqual([]);
  });

  it('says so when what it had sent could not be taken back', async () => {
    const { rig, exportId, jobId } = await heldExport();
    rig.google.failDiscards();
    await rig.cancel(jobId);
    const { state, error } = await rig.ended(exportId);
    expect(state).toBe('cancelled');
    expect(error?.message).toContain('could not be removed: The provider does not answer. Delete the unfinished file');
  });
});

describe('an export to an account that was stopped', () => {
  it('by a failure goes on where it stood, after another consent, and sends nothing twice', async () => {
    const rig = await openSendingRig(ORG);
    rig.google.failAt(STOP_AT);
    const { consentId } = await rig.consent(rig.spec());
    const { exportId, jobId } = await rig.start(rig.spec(), consentId);
    expect(await rig.ended(exportId)).toMatchObject({
      state: 'failed',
      canResume: true,
      error: { code: 'service-unreachable' },
      link: null,
    });
    expect(rig.job(jobId).state).toBe('failed');
    rig.google.runFree();
    await expect(rig.resume(exportId, consentId)).rejects.toMatchObject({ code: 'consent-needed' });
    await expect(rig.resume(exportId, null)).rejects.toMatchObject({ code: 'consent-needed' });
    expect(rig.google.calls).toEqual(['check', 'send']);

    rig.clock.atMs += 60_000;
    const again = await goOn(rig, exportId);
    expect(again).not.toBe(jobId);
    expect(await rig.ended(exportId)).toMatchObject({ state: 'done', jobId: again, canResume: false, error: null });
    expect(rig.google.calls).toEqual(['check', 'send', `send from ${STOP_AT}`]);
    const [file, ...others] = rig.google.files();
    expect(others).toEqual([]);
    expect(file?.isWhole).toBe(true);
    expect(file?.rows.map((cells) => cells[1])).toEqual(namesIn(rig));
  });

  it('by a lock is interrupted and goes on after the unlock', async () => {
    const { rig, exportId, jobId } = await heldExport();
    await rig.lock();
    rig.unlock();
    expect(await rig.record(exportId)).toMatchObject({ state: 'interrupted', canResume: true, error: null });
    expect(rig.job(jobId)).toMatchObject({ state: 'interrupted' });
    expect(rig.google.calls).not.toContain('discard');
    await goOn(rig, exportId);
    expect(await rig.ended(exportId)).toMatchObject({ state: 'done' });
    expect(rig.google.files()[0]?.rows.map((cells) => cells[1])).toEqual(namesIn(rig));
  });

  it('by a kill is found interrupted, and goes on', async () => {
    const { rig, exportId, jobId } = await heldExport();
    // A kill leaves the rows as they are: the new engine finds them running.
    rig.unlock();
    expect(await rig.record(exportId)).toMatchObject({ state: 'interrupted', canResume: true });
    expect(rig.job(jobId).state).toBe('interrupted');
    await goOn(rig, exportId);
    expect(await rig.ended(exportId)).toMatchObject({ state: 'done' });
  });

  it('starts anew when the data have changed meanwhile, says so, and leaves nothing of the first', async () => {
    const { rig, exportId } = await heldExport();
    await rig.lock();
    rig.unlock();
    rig.org.replaceBundle(smallOrg([customObject('Pump__c', [textField('Weight__c'), textField('Height__c')])]));
    rig.clock.atMs += 60_000;
    await rig.read();
    const jobId = await goOn(rig, exportId);
    expect(await rig.ended(exportId)).toMatchObject({ state: 'done', rows: namesIn(rig).length });
    expect(rig.job(jobId).title).toBe('Fields of Org to Google Sheets, anew because the data have changed');
    expect(rig.google.calls).toEqual(['check', 'send', 'discard', 'check', 'send']);
    expect(rig.google.files().map(({ rows }) => rows.map((cells) => cells[1]))).toEqual([namesIn(rig)]);
  });

  it('goes on with the account that was signed out and is signed in again', async () => {
    const { rig, exportId } = await heldExport();
    await rig.lock();
    rig.unlock();
    const { handlers } = rig.accounts;
    await handlers['accounts.signOut']({ id: rig.account.id }, callContext());
    await expect(goOn(rig, exportId)).rejects.toThrow('This account is no longer there.');
    const back = await handlers['accounts.signIn'](
      { provider: 'google', accountId: null, access: 'ownFiles' },
      callContext(),
    );
    expect(back.id).not.toBe(rig.account.id);
    const { spec } = await rig.record(exportId);
    if (spec === null) throw new Error('The settings of the export cannot be read.');
    expect(spec.destination).toMatchObject({ accountId: back.id });
    const { consentId } = await rig.consent(spec);
    await rig.resume(exportId, consentId);
    expect(await rig.ended(exportId)).toMatchObject({ state: 'done', hasLeftover: false });
    expect(rig.google.calls.at(-1)).toBe(`send from ${STOP_AT}`);
  });

  it('is taken back at the provider when its line is removed with what it left', async () => {
    const { rig, exportId } = await heldExport();
    await rig.lock();
    rig.unlock();
    expect(await rig.record(exportId)).toMatchObject({ hasLeftover: true });
    const forget = async (discard: boolean) => rig.handlers()['exports.forget']({ exportId, discard }, callContext());
    rig.google.failDiscards();
    await expect(forget(true)).rejects.toThrow('The provider does not answer.');
    expect(await rig.record(exportId)).toMatchObject({ hasLeftover: true });
    rig.google.runFree();
    await forget(true);
    expect(rig.google.files()).toEqual([]);
    await expect(rig.record(exportId)).rejects.toThrow('is not in the history');
  });

  it('cannot be forgotten or gone on with while it runs, nor gone on with when it is done', async () => {
    const { rig, exportId, jobId } = await heldExport();
    const forget = async () =>
      rig.handlers()['exports.forget']({ exportId }, { signal: new AbortController().signal, hostPath: null });
    await expect(forget()).rejects.toMatchObject({ code: 'job-running' });
    const { consentId } = await rig.consent(rig.spec());
    await expect(rig.resume(exportId, consentId)).rejects.toMatchObject({ code: 'nothing-to-do' });
    await rig.cancel(jobId);
    await rig.ended(exportId);
    await expect(rig.resume(exportId, null)).rejects.toMatchObject({ code: 'nothing-to-do' });
    await forget();
    await expect(rig.record(exportId)).rejects.toThrow('is not in the history');
  });
});
