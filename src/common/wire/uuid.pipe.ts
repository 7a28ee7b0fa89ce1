import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { ValidationFailed } from '../errors/problem';

/** A path parameter that must be a UUID: `@Param('id', UuidPipe) id: string`. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    if (!isUUID(value, 'all')) throw ValidationFailed.at(`/${data}`, 'must be a UUID');
    return value.toLowerCase();
  }
}
