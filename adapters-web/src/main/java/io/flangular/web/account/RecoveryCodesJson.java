package io.flangular.web.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.secondfactor.RecoveryCode;
import java.util.List;

/** Recovery codes, shown only in this response. */
record RecoveryCodesJson(@JsonProperty("recovery_codes") List<String> recoveryCodes) {

    static RecoveryCodesJson of(List<RecoveryCode> codes) {
        return new RecoveryCodesJson(codes.stream().map(RecoveryCode::grouped).toList());
    }

    @Override
    public String toString() {
        return "RecoveryCodesJson[…]";
    }
}
