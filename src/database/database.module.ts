import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, type ConfigType } from '@nestjs/config';
import { TypeOrmModule } from '@nestjs/typeorm';
import { databaseConfig } from '../config/database.config';
import { type EntityClass, postgresOptions } from './options';

/** The one data source of the process. */
@Module({})
export class DatabaseModule {
  /** @param entities every entity of the house; the list lives beside `app.module.ts` */
  static with(entities: EntityClass[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          imports: [ConfigModule.forFeature(databaseConfig)],
          inject: [databaseConfig.KEY],
          useFactory: (config: ConfigType<typeof databaseConfig>) => postgresOptions(config.url, entities),
        }),
      ],
    };
  }
}
