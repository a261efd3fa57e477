package io.flangular.persistence.database.h2;

import io.flangular.persistence.database.connection.Causes;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Distinguishes a damaged file from other reasons why H2 cannot open a file. */
public final class FileDamage {
    private static final Set<Integer> SQL_CODES = Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1);
    private static final Set<Integer> STORE_CODES = Set.of(
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_UNSUPPORTED_FORMAT,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND,
            DataUtils.ERROR_SERIALIZATION,
            DataUtils.ERROR_INTERNAL);

    private FileDamage() {}

    /** Whether the failure is caused by the content of the file. */
    public static boolean isReasonFor(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof EOFException
                        || cause instanceof SQLException refused && SQL_CODES.contains(refused.getErrorCode())
                        || cause instanceof MVStoreException refused && STORE_CODES.contains(refused.getErrorCode()));
    }
}
