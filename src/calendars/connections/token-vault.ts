import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import { open, seal, SecretUnreadable } from '../../common/secrets/secret-box';
import { secretsConfig } from '../../config/secrets.config';

/** A column that holds sealed secrets: `table.column`. The place is part of the seal. */
type SealedColumn = `${string}.${string}`;

/** Seals the secrets of connections for their row and column, with the key ring of the deployment. */
@Injectable()
export class TokenVault {
  private readonly logger = new Logger('TokenVault');

  constructor(@Inject(secretsConfig.KEY) private readonly config: ConfigType<typeof secretsConfig>) {}

  /** A box for that column of that row alone. @returns text to store */
  seal(column: SealedColumn, row: string, secret: string): string {
    return seal(this.config.keyRing, placeOf(column, row), secret);
  }

  /** Opens a box. One that cannot be opened is logged as an error, whoever asked. @throws SecretUnreadable */
  open(column: SealedColumn, row: string, box: string): string {
    try {
      return open(this.config.keyRing, placeOf(column, row), box);
    } catch (error) {
      if (error instanceof SecretUnreadable) this.logger.error({ column, row }, error.message);
      throw error;
    }
  }
}

function placeOf(sealed: SealedColumn, row: string): { table: string; row: string; column: string } {
  const [table = '', column = ''] = sealed.split('.');
  return { table, row, column };
}
