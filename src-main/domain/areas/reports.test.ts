import { describe, expect, it } from 'vitest';
import { NO_PATHS } from './reports-columns.ts';
import { reportUsage } from './reports-usage.ts';
import { definitionFacts, definitionSearchText, reportDefinition, reportObject } from './reports.ts';

const info = (entityColumnName: string, label: string) => ({ entityColumnName, label, dataType: 'string' });
const body = {
  reportExtendedMetadata: {
    detailColumnInfo: { AMOUNT: { label: 'Amount', dataType: 'currency' } },
    groupingColumnInfo: { STAGE_NAME: { label: 'Stage', dataType: 'picklist', groupingLevel: 0 } },
  },
  reportMetadata: {
    aggregates: ['s!AMOUNT', 'mx!AMOUNT', 'RowCount', 'FORMULA1'],
    buckets: [
      {
        bucketType: 'number',
        devloperName: 'BucketField_1',
        label: 'Size',
        sourceColumnName: 'AMOUNT',
        values: [{ label: 'Big' }],
      },
    ],
    chart: { chartType: 'Donut', groupings: ['STAGE_NAME'], title: 'Stages' },
    crossFilters: [
      {
        criteria: [],
        includesObject: false,
        primaryEntityField: 'OPPORTUNITY_ID',
        relatedEntity: 'Visit__c',
        relatedEntityJoinField: 'Opportunity__c',
      },
    ],
    customSummaryFormula: { FORMULA1: { label: 'Half', formula: 'AMOUNT:SUM / 2', formulaType: 'currency' } },
    detailColumns: ['OPPORTUNITY_NAME', 'AMOUNT', 'Opportunity.Region__c'],
    groupingsAcross: [],
    groupingsDown: [{ name: 'STAGE_NAME', dateGranularity: 'None', sortOrder: 'Asc' }],
    hasDetailRows: true,
    reportBooleanFilter: '1 OR 2',
    reportFilters: [
      { column: 'AMOUNT', operator: 'greaterThan', value: '1' },
      { column: 'Opportunity.Region__c', operator: 'equals', value: '' },
    ],
    reportType: { type: 'Opportunity', label: 'Opportunities' },
    scope: 'organization',
    sortBy: [{ sortColumn: 'AMOUNT', sortOrder: 'Desc' }],
    standardDateFilter: { column: 'CLOSE_DATE', durationValue: 'CUSTOM', startDate: '2026-01-01', endDate: null },
    standardFilters: [{ name: 'open', value: 'all' }],
    topRows: { rowLimit: 25, direction: 'Desc' },
  },
  reportTypeMetadata: {
    categories: [
      {
        label: 'Opportunity Information',
        columns: {
          OPPORTUNITY_NAME: info('Opportunity.Name', 'Opportunity Name'),
          AMOUNT: info('Opportunity.Amount', 'Amount'),
          STAGE_NAME: info('Opportunity.StageName', 'Stage'),
          CLOSE_DATE: info('Opportunity.CloseDate', 'Close Date'),
        },
      },
    ],
  },
};

describe('the definition of a report', () => {
  const definition = reportDefinition(body);

  it('has columns with their fields and what is summed', () => {
    expect(definition.columns).toEqual([
      {
        column: 'OPPORTUNITY_NAME',
        label: 'Opportunity Name',
        field: 'Opportunity.Name',
        dataType: 'string',
        aggregates: [],
      },
      {
        column: 'AMOUNT',
        label: 'Amount',
        field: 'Opportunity.Amount',
        dataType: 'currency',
        aggregates: ['Sum', 'Maximum'],
      },
      { column: 'Opportunity.Region__c', label: null, field: 'Opportunity.Region__c', dataType: null, aggregates: [] },
    ]);
  });

  it('has groupings, filters, time frame, buckets, formulas, chart, sort and row limit', () => {
    expect(definition).toMatchObject({
      groupingsDown: [{ column: 'STAGE_NAME', field: 'Opportunity.StageName', dataType: 'picklist', sortOrder: 'Asc' }],
      filters: [
        { column: 'AMOUNT', operator: 'greaterThan', value: '1' },
        { column: 'Opportunity.Region__c', value: '' },
      ],
      filterLogic: '1 OR 2',
      dateFilter: {
        column: 'CLOSE_DATE',
        field: 'Opportunity.CloseDate',
        duration: 'CUSTOM',
        startDate: '2026-01-01',
        endDate: null,
      },
      standardFilters: [{ name: 'open', value: 'all' }],
      crossFilters: [{ includes: false, relatedObject: 'Visit__c', relatedField: 'Opportunity__c' }],
      buckets: [
        { name: 'BucketField_1', label: 'Size', column: 'AMOUNT', field: 'Opportunity.Amount', type: 'number' },
      ],
      formulas: [{ name: 'FORMULA1', label: 'Half', formula: 'AMOUNT:SUM / 2' }],
      chart: { type: 'Donut', title: 'Stages', groupings: ['STAGE_NAME'] },
      sort: [{ column: 'AMOUNT', direction: 'Desc' }],
      rowLimit: { rows: 25, direction: 'Desc' },
      scope: 'organization',
      showDetails: true,
    });
  });

  it('shows names of columns in a grid, and is found by labels, fields, values and formulas', () => {
    const facts = definitionFacts(definition);
    expect(facts.columns).toEqual(['Opportunity Name', 'Amount', 'Opportunity.Region__c']);
    expect(facts.filters).toEqual(['Amount greaterThan 1', 'Opportunity.Region__c equals']);
    expect(facts.timeFrame).toBe('Close Date: from 2026-01-01');
    expect(facts.fields).toContain('Opportunity.CloseDate');
    expect(facts.chart).toBe('Donut');
    for (const text of ['Opportunity Name', 'Opportunity.StageName', 'AMOUNT:SUM / 2', 'Visit__c']) {
      expect(definitionSearchText(definition)).toContain(text);
    }
  });

  it('does not count the field of a time frame of all time, which every report has', () => {
    const allTime = { ...body.reportMetadata, standardDateFilter: { column: 'CLOSE_DATE', durationValue: 'CUSTOM' } };
    const facts = definitionFacts(reportDefinition({ ...body, reportMetadata: allTime }));
    expect(facts.timeFrame).toBe('Close Date: all time');
    expect(facts.fields).not.toContain('Opportunity.CloseDate');
  });

  it('says which fields and objects the report uses, and how', () => {
    const uses = reportUsage('Sales/Big', definition, NO_PATHS).map(
      ({ toType, toName, via }) => `${toType} ${toName} ${via}`,
    );
    expect(uses).toEqual([
      'CustomField Opportunity.Name column',
      'CustomField Opportunity.Amount column',
      'CustomField Opportunity.Region__c column',
      'CustomField Opportunity.StageName grouping',
      'CustomField Opportunity.Amount filter',
      'CustomField Opportunity.Region__c filter',
      'CustomField Opportunity.CloseDate timeFrame',
      'CustomField Opportunity.Amount bucket',
      'CustomField Opportunity.Amount sort',
      'CustomObject Visit__c crossFilter',
      'CustomField Visit__c.Opportunity__c crossFilter',
      'CustomObject Opportunity reportType',
    ]);
  });

  it('names a custom report type by its developer name', () => {
    const custom = { ...definition, reportType: 'Sites_with_Visits__c' };
    expect(reportUsage('Sales/Big', custom, NO_PATHS).filter(({ via }) => via === 'reportType')).toEqual([
      {
        fromType: 'Report',
        fromName: 'Sales/Big',
        toType: 'ReportType',
        toName: 'Sites_with_Visits',
        via: 'reportType',
      },
    ]);
  });

  it('tells the object of a custom report type by the columns that it offers, or that the report has', () => {
    const offers = (...codes: readonly string[]) => ({
      reportTypeMetadata: { categories: [{ columns: Object.fromEntries(codes.map((code) => [code, {}])) }] },
    });
    const custom = { ...definition, reportType: 'Sites_with_Visits__c' };
    const all = offers('Site__c$Name', 'Site__c.Visits__r$Date__c', 'Site__c$Owner', 'BucketField_1');
    expect(reportObject(all, custom)).toBe('Site__c');
    expect(reportObject(offers('Site__c$Name', 'Visit__c$Name'), custom)).toBeNull();
    expect(reportObject(offers('AMOUNT'), custom)).toBeNull();
    const [column] = definition.columns;
    const columns = column === undefined ? [] : [{ ...column, column: 'Site__c.Visits__r$Date__c' }];
    expect(reportObject({}, { ...custom, columns, filters: [] })).toBe('Site__c');
    expect(reportObject(all, definition)).toBe('Opportunity');
    expect(reportObject(all, { ...custom, reportType: null })).toBeNull();
  });

  it('is empty, not broken, where the answer lacks its parts', () => {
    expect(reportDefinition({ reportMetadata: { reportFormat: 'MULTI_BLOCK' } })).toMatchObject({
      reportType: null,
      columns: [],
      dateFilter: null,
      chart: null,
      rowLimit: null,
    });
    expect(reportDefinition({ reportMetadata: null })).toMatchObject({ columns: [], filters: [] });
  });
});
