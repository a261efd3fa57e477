import type { IHttpService } from 'angular';
import { type Failure, explainFailure, isResponse } from '../http/failure';
import { saveFile } from '../widgets/save-file';
import template from './api-reference.html?raw';
import { type OpenApi, type Reference, readOpenApi } from './open-api';

/** The API reference, rendered from the OpenAPI document. */
class ApiReferenceController {
  static readonly $inject = ['$http'];
  reference: Reference | undefined;
  failure: Failure | undefined;
  loading = false;
  private document: OpenApi | undefined;

  constructor(private readonly $http: IHttpService) {}

  $onInit(): void {
    this.load();
  }

  load(): void {
    this.loading = true;
    this.$http.get<OpenApi>('/api/openapi.json').then(
      ({ data }) => {
        this.document = data;
        this.reference = readOpenApi(data);
        this.failure = undefined;
        this.loading = false;
      },
      (reason: unknown) => {
        if (!isResponse(reason)) throw reason;
        this.failure = explainFailure(reason);
        this.loading = false;
      },
    );
  }

  /** Downloads the document. A link is not possible: the URL needs a header that only scripts can send. */
  save(): void {
    saveFile('openapi.json', JSON.stringify(this.document, undefined, 2));
  }
}

export const apiReference: angular.IComponentOptions = { template, controller: ApiReferenceController };
