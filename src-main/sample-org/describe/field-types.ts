/** What a field's REST type alone decides in describe (facts: recorded describes of eight objects). */
export interface TypeFacts {
  readonly soapType: string;
  readonly groupable: boolean;
  readonly sortable: boolean;
  readonly filterable: boolean;
  readonly aggregatable: boolean;
  readonly digits: number;
  /** Bytes that one character of `length` takes; 0 for a type that has no length. */
  readonly bytesPerCharacter: number;
}

const text: TypeFacts = {
  soapType: 'xsd:string',
  groupable: true,
  sortable: true,
  filterable: true,
  aggregatable: true,
  digits: 0,
  bytesPerCharacter: 3,
};
const number: TypeFacts = { ...text, soapType: 'xsd:double', groupable: false, bytesPerCharacter: 0 };
const compound: TypeFacts = { ...text, groupable: false, sortable: false, aggregatable: false, bytesPerCharacter: 0 };

const types: Readonly<Record<string, TypeFacts>> = {
  id: { ...text, soapType: 'tns:ID', bytesPerCharacter: 1 },
  reference: { ...text, soapType: 'tns:ID', bytesPerCharacter: 1 },
  boolean: { ...text, soapType: 'xsd:boolean', aggregatable: false, bytesPerCharacter: 0 },
  int: { ...number, soapType: 'xsd:int', groupable: true, digits: 8 },
  long: { ...number, soapType: 'xsd:long', groupable: true, digits: 18 },
  double: number,
  currency: number,
  percent: number,
  date: { ...number, soapType: 'xsd:date', groupable: true },
  datetime: { ...number, soapType: 'xsd:dateTime' },
  time: { ...number, soapType: 'xsd:time', groupable: true },
  combobox: { ...text, groupable: false },
  multipicklist: { ...text, groupable: false, sortable: false, aggregatable: false },
  address: { ...compound, soapType: 'urn:address' },
  location: { ...compound, soapType: 'urn:location' },
  base64: { ...compound, soapType: 'xsd:base64Binary', filterable: false },
  anyType: { ...compound, soapType: 'xsd:anyType', filterable: false },
  complexvalue: { ...compound, soapType: 'xsd:anyType', filterable: false },
};

/** Text areas of more characters than this are kept apart by the service: they can neither be filtered nor sorted by. */
const longestFilterableTextArea = 255;

const longTextArea: TypeFacts = { ...text, groupable: false, sortable: false, filterable: false, aggregatable: false };

/** @param length as the bundle has it, in characters; 0 for none */
export function typeFacts(type: string, length: number): TypeFacts {
  if (type === 'textarea') return length > longestFilterableTextArea ? longTextArea : text;
  return types[type] ?? text;
}

/** What a query may do with a column. Texts of the setup objects have no length here, and are long ones. */
export function queryFacts({ type, length }: { readonly type: string; readonly length?: number }): TypeFacts {
  return type === 'textarea' && length === undefined ? longTextArea : typeFacts(type, length ?? 0);
}
