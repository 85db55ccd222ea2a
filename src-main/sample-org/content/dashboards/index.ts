import type { BundleDashboard, BundleDashboardComponent, BundleFolder, BundleReport } from '../../bundle-parts.ts';
import { usernameOf } from '../company.ts';
import { datesFrom } from '../release-calendar.ts';
import { developerNameOf, parseFolder } from '../reports/report-notation.ts';

/*
 * Dashboards, one block for each:
 *
 *   # Developer_Name; Label; parent or -; access; who; month      a folder
 *   > Title | type | running user | who month | last refresh | description
 *   Bar Header = Report label            a component; `!` before the report: it was deleted, its folder in front
 */
const text = `
# Sales_Dashboards; Sales Dashboards; -; Public; judith; 2017-06
> Sales Overview | SpecifiedUser | judith | judith 2017-09 | 2026-11-20 | Pipeline, results and losses for the Monday call.
Column Open pipeline = Open Pipeline by Stage
Metric Won this year = Won This Year
Bar Lost deals = Lost Deals by Reason
Line Forecast = Pipeline by Owner and Month
> Lead Funnel | LoggedInUser | - | jerome 2023-05 | 2026-11-12
Column New leads = New Leads This Week
Table Sources = Leads by Source and Grade
Donut Campaign cost = Cost per Campaign
Metric Web visits = !Sales_Leads/Web_Visits_2022
> Partner Cockpit | SpecifiedUser | helen | helen 2019-04 | 2026-11-16 | For the yearly talks with installers.
Bar Ranking = Partner Ranking
Donut Tiers = Partners by Tier
Table Certificates = Certificates That Run Out
> Sales South | SpecifiedUser | rupert | rupert 2018-02 | 2023-09-29 | Region South before the reorganisation.
Column Forecast 2019 = Sales Forecast 2019
Table Pipeline = !Sales/South_Pipeline
# Service_Dashboards; Service Dashboards; -; Public; marcus; 2017-06
> Service Today | LoggedInUser | - | marcus 2018-03 | 2026-11-20 | On the screen in the dispatch room.
Metric No heat = No Heat Cases
Column Visits = Visits This Month
Donut Open cases = Open Cases by Priority
Table Follow-ups = Follow-Ups Without Date
> Service Quality | MyTeamUser | marcus | marcus 2018-06 | 2026-11-16
Bar First visits that solved it = First Visits That Solved It
Line Closed cases = Cases Closed per Month
Donut Causes = Root Causes
Gauge Recommendation = Feedback by Survey
> Field Force | SpecifiedUser | dominic | dominic 2020-11 | 2026-11-18
Bar Utilisation = Utilisation of Technicians
Table Certificates = Expired Refrigerant Certificates
Column Overdue maintenance = Overdue Maintenance
> Connected Units | SpecifiedUser | rosalind | rosalind 2020-01 | 2026-11-19
Donut Firmware = Gateways by Firmware
Column Alarms = Alarms by Severity and Month
Metric Offline = Offline Gateways
Table Poor efficiency = Poor Efficiency
> Warranty Costs | SpecifiedUser | gareth | gareth 2018-02 | 2026-11-05
Column Claims = Claims by Failure Group
Donut Rejections = Rejected Claims
Bar Goodwill = Goodwill by Reason
Table Recall = !Warranty/Recall_2021_Fan
# Operations_Dashboards; Operations Dashboards; -; Shared; judith; 2018-03
> Production and Quality | SpecifiedUser | owen | owen 2018-07 | 2025-06-20 | Morning meeting in the plant.
Column Yield = Yield by Plant
Bar Scrap = Scrap This Quarter
Table Open nonconformities = Open Nonconformities
> Parts Availability | SpecifiedUser | stefan | stefan 2018-09 | 2026-11-20
Table Below minimum = Stock Below Minimum
Donut Value = Stock Value by Warehouse
Column Requests = Open Parts Requests
> Management Summary | SpecifiedUser | judith | judith 2019-02 | 2026-11-19 | Printed for the board every month.
Metric Won this year = Won This Year
Metric Overdue invoices = Overdue Invoices
Bar Installations = Installations by Status
Donut Subsidies = Applications by Status
Line Agreement fees = Agreement Fees by Package
`;

interface Open {
  readonly head: Omit<BundleDashboard, 'components'>;
  readonly components: BundleDashboardComponent[];
}

/** The dashboards of the sample company. @throws Error that names a report that is not there and not marked deleted */
export function sampleDashboards(reports: readonly BundleReport[]): {
  readonly folders: readonly BundleFolder[];
  readonly dashboards: readonly BundleDashboard[];
} {
  const byLabel = new Map(reports.map((report) => [report.label, report]));
  const folders: BundleFolder[] = [];
  const open: Open[] = [];
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('# ')) {
      const folder = parseFolder(line.slice(2), 'Dashboard');
      if (typeof folder !== 'string') folders.push(folder);
    } else if (line.startsWith('> '))
      open.push({ head: headOf(line.slice(2), folders.at(-1)?.name ?? ''), components: [] });
    else open.at(-1)?.components.push(componentOf(line, byLabel));
  }
  return { folders, dashboards: open.map(({ head, components }) => ({ ...head, components })) };
}

function headOf(line: string, folder: string): Omit<BundleDashboard, 'components'> {
  const [title = '', dashboardType = '', runs = '-', history = '', refreshed = '', description] = line
    .split('|')
    .map((part) => part.trim());
  const [maker = '', month = ''] = history.split(' ');
  const name = developerNameOf(title);
  return {
    name,
    folder,
    title,
    dashboardType,
    ...(runs !== '-' && { runningUser: usernameOf(runs) }),
    ...(description && { description }),
    lastRefreshedDate: `${refreshed}T06:00:04.000Z`,
    ...(refreshed >= '2026-11-19' && { lastViewedDate: `${refreshed}T08:31:22.000Z` }),
    createdBy: usernameOf(maker),
    ...datesFrom(month, `dashboard ${name}`),
  };
}

function componentOf(line: string, byLabel: ReadonlyMap<string | undefined, BundleReport>): BundleDashboardComponent {
  const [left = '', target = ''] = line.split(' = ');
  const [componentType = 'Bar', ...words] = left.split(' ');
  const header = words.join(' ');
  if (target.startsWith('!')) return { componentType, header, report: target.slice(1) };
  const report = byLabel.get(target);
  if (report === undefined) throw new Error(`The component "${line}" names a report that is not there.`);
  const groups = (report.groupingsDown ?? []).slice(0, 1).map(({ field }) => field);
  const summed = report.columns?.find(({ aggregateTypes }) => aggregateTypes !== undefined);
  return {
    componentType,
    header,
    report: `${report.folder}/${report.name}`,
    ...(componentType !== 'Table' && groups.length > 0 && { groupingColumns: groups }),
    ...(summed && { summaries: [{ column: summed.field, aggregate: summed.aggregateTypes?.[0] ?? 'Sum' }] }),
  };
}
