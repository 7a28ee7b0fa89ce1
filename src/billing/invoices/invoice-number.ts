/** The number of an invoice as people write it: `INV-0042`. Its digits count up without a gap. */
export function invoiceNumber(number: number): string {
  return `INV-${String(number).padStart(4, '0')}`;
}
