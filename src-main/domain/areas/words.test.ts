import { describe, expect, it } from 'vitest';
import { shownAs, summaryWords, valuesInWords } from './words.ts';
import { durationWords } from './words-time.ts';

describe('values in words', () => {
  it('name system permissions as Setup does', () => {
    expect(
      shownAs('Profile', 'systemPermissions', ['ViewAllData', 'ApiEnabled', 'ViewSetup', 'ManageIPAddresses']),
    ).toEqual(['View All Data', 'API Enabled', 'View Setup and Configuration', 'Manage IP Addresses']);
  });

  it('are those of the setup pages', () => {
    expect(shownAs('Report', 'format', 'MultiBlock')).toBe('Joined');
    expect(shownAs('Flow', 'processType', 'AutoLaunchedFlow')).toBe('Autolaunched flow');
    expect(shownAs('CustomApplication', 'formFactors', ['Large', 'Small'])).toEqual(['Desktop', 'Phone']);
  });

  it('are the values themselves where there are no words', () => {
    expect(shownAs('Report', 'format', 'Tabular')).toBe('Tabular');
    expect(shownAs('Flow', 'processType', 'NewInWinter')).toBe('NewInWinter');
    expect(shownAs('Flow', 'processType', 'constructor')).toBe('constructor');
    expect(shownAs('Flow', 'label', 'Flow')).toBe('Flow');
    expect(shownAs('Flow', 'active', true)).toBe(true);
    expect(shownAs('Flow', 'processType', null)).toBeNull();
  });

  it('say filters and time frames as the report builder does', () => {
    expect(shownAs('Report', 'filters', ['Amount greaterThan 5', 'Name notEqual'])).toEqual([
      'Amount greater than 5',
      'Name not equal to',
    ]);
    expect(shownAs('Report', 'timeFrame', 'Close Date: THIS_FISCAL_YEAR')).toBe('Close Date: this fiscal year');
    expect(shownAs('Report', 'timeFrame', 'Close Date: 2026-01-01 to 2026-02-01')).toBe(
      'Close Date: 2026-01-01 to 2026-02-01',
    );
    expect(summaryWords('s!AMOUNT')).toBe('Sum of AMOUNT');
  });

  it.each([
    ['LAST_N_DAYS:90', 'Last 90 days'],
    ['NEXT_N_FISCAL_QUARTERS:2', 'Next 2 fiscal quarters'],
    ['THIS_YEAR', 'This year'],
    ['INTERVAL_LASTMONTH', 'Last month'],
    ['INTERVAL_LAST30', 'Last 30 days'],
    ['INTERVAL_PREVCUR2FY', 'Current and previous 2 fiscal years'],
    ['CUSTOM', 'Custom'],
    ['Amount', 'Amount'],
  ])('says %s as %s', (duration, words) => {
    expect(durationWords(duration)).toBe(words);
  });

  it('say the actions of a workflow rule without the characters that Salesforce encodes in names', () => {
    expect(shownAs('WorkflowRule', 'actions', ['Set_%28home%29', 'Mail'])).toEqual(['Set_(home)', 'Mail']);
    expect(shownAs('Flow', 'actions', ['Set_%28home%29'])).toEqual(['Set_%28home%29']);
  });

  it('are found by what is shown', () => {
    expect(valuesInWords('Report', 'format', 'join', 'contain')).toEqual(['MultiBlock']);
    expect(valuesInWords('Report', 'format', 'joined', 'are')).toEqual(['MultiBlock']);
    expect(valuesInWords('Report', 'name', 'joined', 'contain')).toEqual([]);
  });
});
