/** From the entry of `walkthrough` to an invoice, after its lines: a client with a rate, approval, draft, number, file. */
export function invoiceWalkthrough(): string[] {
  const client =
    '{"name":"Globex","hourly_rate":12000,"currency":"EUR","rounding":"up","rounding_minutes":15}';
  const request = `{"client_id":"'$client'","from":"'$from'","to":"'$to'"}`;
  return [
    `client=$(call $api/clients -d '${client}' | pick .id)`,
    `call -X PATCH $api/time-entries/$entry -d '{"client_id":"'$client'"}' | pick .status`,
    `call -X POST $api/time-entries/$entry/approve | pick .billable_minutes`,
    `from=$(call $api/time-entries/$entry | pick .started_at) to=$(call $api/time-entries/$entry | pick .ended_at)`,
    `invoice=$(call $api/invoices -d '${request}' | pick .id)`,
    `call -X POST $api/invoices/$invoice/finalize | pick ''`,
    `call $api/invoices/$invoice/csv`,
  ];
}
