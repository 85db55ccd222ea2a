import ExcelJS from 'exceljs';

/** A workbook made by another library: two sheets, a table, texts that look like other things. */
export async function sampleWorkbook(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const fields = workbook.addWorksheet('Fields');
  fields.addTable({
    name: 'FieldTable',
    ref: 'B2',
    headerRow: true,
    columns: [{ name: 'Object' }, { name: 'Field' }, { name: 'Length' }],
    rows: [
      ['Account', 'Name <&> "x"', 255],
      ['Account', '00012', 18],
      ['Contact', 'a\nb', null],
    ],
  });
  fields.getCell('B9').value = 'below';
  const notes = workbook.addWorksheet("It's (2)");
  notes.getCell('A1').value = '=not a formula';
  notes.getCell('A1').numFmt = '@';
  notes.getCell('A2').value = { formula: '1+1', result: 2 };
  notes.getCell('C3').value = true;
  notes.state = 'hidden';
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
