import type { EntraAnswer } from './entra.endpoint';

const CONSENT =
  'An administrator of your organisation has to allow the connection, or you connect the account again and consent.';
const ACCESS_RULES =
  'The access rules of your organisation (Conditional Access) do not allow it: ask its administrator.';
const SECOND_PROOF =
  'Microsoft asks for a further proof that it is you (multi-factor authentication): connect the account again.';
const RESET = 'The sign-in was reset, by a new password or by an administrator: connect the account again.';
const IDLE = 'It was not used for too long: connect the account again.';
const DISABLED = 'The account is locked or switched off: ask the administrator of your organisation.';

/** Numbers say it more exactly than codes. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const BY_NUMBER = new Map<number, string>([
  ...[65001, 65004, 90094, 90095].map((number) => [number, CONSENT] as const),
  ...[53000, 53001, 53002, 53003, 53004].map((number) => [number, ACCESS_RULES] as const),
  ...[50072, 50074, 50076, 50078, 50079, 50158].map((number) => [number, SECOND_PROOF] as const),
  ...[50055, 50133, 50144, 50173].map((number) => [number, RESET] as const),
  ...[700082, 700084].map((number) => [number, IDLE] as const),
  ...[50053, 50057].map((number) => [number, DISABLED] as const),
]);

const BY_CODE = new Map<string, string>([
  ['consent_required', CONSENT],
  ['basic_action', SECOND_PROOF],
  ['additional_action', ACCESS_RULES],
  ['message_only', ACCESS_RULES],
  ['user_password_expired', RESET],
]);

/** Why a grant was refused and what its owner can do about it, in words; undefined where Entra does not say. */
export function reasonIn({ numbers, codes }: EntraAnswer): string | undefined {
  const reasons = [
    ...numbers.map((number) => BY_NUMBER.get(number)),
    ...codes.map((code) => BY_CODE.get(code)),
  ];
  return reasons.find((reason) => reason !== undefined);
}
