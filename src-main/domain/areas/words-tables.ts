/** API values with the words that Salesforce's own pages show for them. */
export type Vocabulary = Readonly<Record<string, string>>;

export const OPERATORS: Vocabulary = {
  equals: 'equals',
  notEqual: 'not equal to',
  lessThan: 'less than',
  greaterThan: 'greater than',
  lessOrEqual: 'less or equal',
  greaterOrEqual: 'greater or equal',
  contains: 'contains',
  notContain: 'does not contain',
  startsWith: 'starts with',
  includes: 'includes',
  excludes: 'excludes',
  within: 'within',
};
export const REPORT_FORMATS: Vocabulary = { MultiBlock: 'Joined' };
export const CHARTS: Vocabulary = {
  HorizontalBar: 'Bar',
  HorizontalBarGrouped: 'Bar, grouped',
  HorizontalBarStacked: 'Stacked bar',
  HorizontalBarStackedTo100: 'Stacked bar to 100 %',
  VerticalColumn: 'Column',
  VerticalColumnGrouped: 'Column, grouped',
  VerticalColumnStacked: 'Stacked column',
  VerticalColumnStackedTo100: 'Stacked column to 100 %',
  VerticalColumnLine: 'Column and line',
  VerticalColumnGroupedLine: 'Grouped columns and line',
  VerticalColumnStackedLine: 'Stacked columns and line',
  LineCumulative: 'Cumulative line',
  LineGrouped: 'Grouped line',
  LineCumulativeGrouped: 'Cumulative grouped line',
  ScatterGrouped: 'Grouped scatter',
  // As dashboards and the Reports API spell them.
  'Horizontal Bar': 'Bar',
  'Horizontal Bar Grouped': 'Bar, grouped',
  'Horizontal Bar Stacked': 'Stacked bar',
  'Vertical Column': 'Column',
  'Vertical Column Grouped': 'Column, grouped',
  'Vertical Column Stacked': 'Stacked column',
  BarGrouped: 'Bar, grouped',
  BarStacked: 'Stacked bar',
  BarStacked100: 'Stacked bar to 100 %',
  ColumnGrouped: 'Column, grouped',
  ColumnStacked: 'Stacked column',
  ColumnStacked100: 'Stacked column to 100 %',
  ColumnLine: 'Column and line',
  ColumnLineGrouped: 'Grouped columns and line',
  ColumnLineStacked: 'Stacked columns and line',
  FlexTable: 'Lightning table',
};
export const REPORT_SCOPES: Vocabulary = {
  organization: 'All records',
  orgAll: 'All records',
  everything: 'All records',
  user: 'My records',
  mine: 'My records',
  team: "My team's records",
  salesTeam: 'Records of my sales team',
  queue: "My queues' records",
};
export const FOLDER_KINDS: Vocabulary = { folder: 'Folder', public: 'Public', private: 'Private' };
export const GROUPED_DATES: Vocabulary = {
  None: '',
  Week: 'Calendar week',
  Month: 'Calendar month',
  Quarter: 'Calendar quarter',
  Year: 'Calendar year',
  FiscalQuarter: 'Fiscal quarter',
  FiscalYear: 'Fiscal year',
  FiscalPeriod: 'Fiscal period',
  FiscalWeek: 'Fiscal week',
  MonthInYear: 'Calendar month in year',
  DayInMonth: 'Calendar day in month',
};
export const SORTS: Vocabulary = { Asc: 'Ascending', Desc: 'Descending' };
export const DATA_TYPES: Vocabulary = {
  string: 'Text',
  textarea: 'Text area',
  double: 'Number',
  int: 'Number',
  number: 'Number',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'Date/time',
  time: 'Time',
  boolean: 'Checkbox',
  picklist: 'Picklist',
  multipicklist: 'Picklist (multi-select)',
  email: 'Email',
  phone: 'Phone',
  url: 'URL',
  id: 'Id',
  reference: 'Lookup',
  combobox: 'Picklist',
  html: 'Rich text area',
  address: 'Address',
};
export const RUNNING_AS: Vocabulary = {
  SpecifiedUser: 'Another person',
  LoggedInUser: 'The dashboard viewer',
  MyTeamUser: 'Viewers choose whom',
};
export const FLOW_TYPES: Vocabulary = {
  Flow: 'Screen flow',
  AutoLaunchedFlow: 'Autolaunched flow',
  Workflow: 'Process (record change)',
  CustomEvent: 'Process (event)',
  InvocableProcess: 'Process (invocable)',
  RoutingFlow: 'Omni-Channel flow',
  Orchestrator: 'Orchestration',
  LoginFlow: 'Login flow',
  ContactRequestFlow: 'Contact request flow',
  FieldServiceMobile: 'Field Service mobile flow',
  FieldServiceWeb: 'Embedded appointment management flow',
  Appointments: 'Salesforce Scheduler flow',
  UserProvisioningFlow: 'User provisioning flow',
  TransactionSecurityFlow: 'Transaction security flow',
  EvaluationFlow: 'Evaluation flow',
  PromptFlow: 'Template-triggered prompt flow',
  ApprovalWorkflow: 'Approval workflow',
  CheckoutFlow: 'Checkout flow',
  SurveyEnrich: 'Survey data mapping',
};
export const FLOW_TRIGGERS: Vocabulary = {
  RecordBeforeSave: 'Record, before save',
  RecordAfterSave: 'Record, after save',
  RecordBeforeDelete: 'Record, before delete',
  PlatformEvent: 'Platform event',
  Scheduled: 'Schedule',
  onAllChanges: 'Record created or edited',
  onCreateOnly: 'Record created',
  DataCloudDataChange: 'Data Cloud data change',
};
export const RECORD_TRIGGERS: Vocabulary = {
  Create: 'created',
  Update: 'updated',
  CreateAndUpdate: 'created or updated',
  Delete: 'deleted',
};
export const FLOW_STATES: Vocabulary = { Obsolete: 'Inactive', InvalidDraft: 'Invalid draft' };
export const RUN_MODES: Vocabulary = {
  DefaultMode: 'As it is started',
  SystemModeWithSharing: 'System context with sharing',
  SystemModeWithoutSharing: 'System context without sharing',
};
/** What the parts of a flow's definition are called in Flow Builder. */
export const FLOW_PARTS: Vocabulary = {
  start: 'Start',
  recordLookups: 'Get records',
  recordCreates: 'Create records',
  recordUpdates: 'Update records',
  recordDeletes: 'Delete records',
  recordRollbacks: 'Roll back records',
  assignments: 'Assignment',
  decisions: 'Decision',
  screens: 'Screen',
  loops: 'Loop',
  actionCalls: 'Action',
  apexPluginCalls: 'Apex action (legacy)',
  subflows: 'Subflow',
  subflow: 'Subflow',
  waits: 'Wait',
  collectionProcessors: 'Collection sort or filter',
  customErrors: 'Custom error message',
  transforms: 'Transform',
  orchestratedStages: 'Orchestration stage',
  steps: 'Step',
  stages: 'Stage',
  variables: 'Variable',
  constants: 'Constant',
  formulas: 'Formula',
  textTemplates: 'Text template',
  choices: 'Choice',
  dynamicChoiceSets: 'Record or picklist choice set',
  elementReference: 'Value',
  assignToReference: 'Assigned to',
  leftValueReference: 'Condition',
  fieldText: 'Text of a screen',
  expression: 'Formula',
};
export const FLOW_DATA: Vocabulary = {
  String: 'Text',
  SObject: 'Record',
  DateTime: 'Date/time',
  Boolean: 'Boolean',
  Apex: 'Apex-defined',
  Multipicklist: 'Multi-select picklist',
};
export const WORKFLOW_TRIGGERS: Vocabulary = {
  onCreateOnly: 'created',
  onAllChanges: 'created, and every time it’s edited',
  onCreateOrTriggeringUpdate: 'created, and any time it’s edited to subsequently meet criteria',
};
export const WORKFLOW_ACTIONS: Vocabulary = {
  FieldUpdate: 'Field update',
  Alert: 'Email alert',
  OutboundMessage: 'Outbound message',
  FlowAction: 'Flow trigger',
};
export const FIELD_UPDATES: Vocabulary = {
  Formula: 'Formula',
  Literal: 'A specific value',
  LookupValue: 'A specific record',
  NextValue: 'The next value in the list',
  PreviousValue: 'The previous value in the list',
  Null: 'A blank value',
};
export const ROLL_UPS: Vocabulary = { sum: 'Sum', count: 'Count', max: 'Max', min: 'Min' };
export const ON_DELETE: Vocabulary = {
  SetNull: 'Clear this field',
  Restrict: 'Not allowed while looked up to',
  Cascade: 'Delete this record too',
};
export const USER_TYPES: Vocabulary = {
  PowerPartner: 'Partner',
  AutomatedProcess: 'Automated process',
  CloudIntegrationUser: 'Cloud integration user',
  CSPLitePortal: 'High-volume portal',
  CspLitePortal: 'High-volume portal',
  CustomerSuccess: 'Customer portal user',
  PowerCustomerSuccess: 'Customer portal manager',
  CsnOnly: 'Chatter Free',
  SelfService: 'Self-service portal',
};
export const LAYOUT_TYPES: Vocabulary = {
  GlobalQuickActionList: 'Global publisher layout',
  ProcessDefinition: 'Approval page',
  UserInfo: 'User profile',
};
export const PAGE_TYPES: Vocabulary = {
  RecordPage: 'Record page',
  AppPage: 'App page',
  HomePage: 'Home page',
  UtilityBar: 'Utility bar',
  RecordPreview: 'Record preview',
  EmbeddedServicePage: 'Embedded Service page',
  MailAppAppPage: 'Email application pane',
  CommAppPage: 'Experience Builder page',
  ForecastingPage: 'Forecasts page',
};
export const PAGE_TEMPLATES: Vocabulary = {
  'flexipage:recordHomeTemplateDesktop': 'Header and right sidebar',
  'flexipage:recordHomeLeftSidebarTemplateDesktop': 'Header and left sidebar',
  'flexipage:recordHomeThreeColTemplateDesktop': 'Header and three columns',
  'flexipage:recordHomeSingleColTemplateDesktop': 'One column',
  'flexipage:defaultAppHomeTemplate': 'One column',
  'home:desktopTemplate': 'Standard home page',
  'one:utilityBarTemplateDesktop': 'Utility bar',
};
export const SET_TYPES: Vocabulary = { Regular: 'Permission set', Session: 'Session-based', Standard: 'Standard' };
export const VISIBILITIES: Vocabulary = { PackageProtected: 'Protected in its package' };
export const LANGUAGES: Vocabulary = {
  en_US: 'English',
  en_GB: 'English (UK)',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  es_MX: 'Spanish (Mexico)',
  it: 'Italian',
  nl_NL: 'Dutch',
  da: 'Danish',
  sv: 'Swedish',
  no: 'Norwegian',
  fi: 'Finnish',
  pl: 'Polish',
  pt_BR: 'Portuguese (Brazil)',
  pt_PT: 'Portuguese (European)',
  ja: 'Japanese',
  ko: 'Korean',
  ru: 'Russian',
  th: 'Thai',
  zh_CN: 'Chinese (Simplified)',
  zh_TW: 'Chinese (Traditional)',
};
export const TAB_TYPES: Vocabulary = {
  customObject: 'Custom object',
  standard: 'Standard',
  web: 'Web',
  visualforce: 'Visualforce',
  lightningPage: 'Lightning page',
  lightningComponent: 'Lightning component',
};
export const NAVIGATION: Vocabulary = { Standard: 'Standard navigation', Console: 'Console navigation' };
export const INTERFACES: Vocabulary = { Lightning: 'Lightning Experience', Aloha: 'Salesforce Classic' };
export const FORM_FACTORS: Vocabulary = { Large: 'Desktop', Medium: 'Tablet', Small: 'Phone' };
