/** What every answer of the server has in common. */
package io.flangular.web;
