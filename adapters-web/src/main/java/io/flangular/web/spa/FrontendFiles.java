package io.flangular.web.spa;

import io.flangular.web.http.AcceptedElement;
import io.flangular.web.spa.FrontendFile.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * All files of the built frontend by their exact address, read once. An address is only ever looked up here, never
 * resolved to a place, so that no spelling of it can lead anywhere else.
 */
public final class FrontendFiles {
    private static final Map<String, AcceptedElement> COMPRESSED =
            Map.of(".br", AcceptedElement.BROTLI, ".gz", AcceptedElement.GZIP);
    /** The name holds a hash of the content, as the build writes it. */
    private static final Pattern HASHED = Pattern.compile(".*/assets/.*-[A-Za-z0-9_-]{8,}\\.[a-z0-9.]+");

    private static final String FOR_GOOD = "max-age=31536000, immutable";

    private final Map<String, FrontendFile> files;

    private FrontendFiles(Map<String, FrontendFile> files) {
        this.files = files;
    }

    /** The files below {@code static/} and {@code private/} of a folder of the class path, such as "frontend". */
    public static FrontendFiles of(String folder) {
        Map<String, byte[]> contents = new TreeMap<>();
        try {
            read(folder, "/static/", contents);
            read(folder, "/private/", contents);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Map<String, FrontendFile> files = new HashMap<>();
        contents.forEach((path, content) -> {
            if (!isCompressedFormIn(contents, path)) {
                files.put(path, file(path, contents));
            }
        });
        return new FrontendFiles(files);
    }

    /** The file of that address; null when there is none. */
    @Nullable
    FrontendFile find(String path) {
        return files.get(path);
    }

    private static void read(String folder, String part, Map<String, byte[]> contents) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + part + "**");
        for (Resource resource : found) {
            String url = resource.getURL().toString();
            String path = url.substring(url.lastIndexOf("/" + folder + part) + folder.length() + 1);
            if (!path.endsWith("/") && resource.isReadable()) {
                contents.put(path, resource.getContentAsByteArray());
            }
        }
    }

    private static boolean isCompressedFormIn(Map<String, byte[]> contents, String path) {
        return COMPRESSED.keySet().stream()
                .anyMatch(suffix -> path.endsWith(suffix)
                        && contents.containsKey(path.substring(0, path.length() - suffix.length())));
    }

    private static FrontendFile file(String path, Map<String, byte[]> contents) {
        List<Form> forms = new ArrayList<>();
        for (String suffix : List.of(".br", ".gz")) {
            byte[] compressed = contents.get(path + suffix);
            if (compressed != null) {
                forms.add(form(COMPRESSED.get(suffix), compressed));
            }
        }
        byte[] plain = contents.get(path);
        if (plain == null) {
            throw new IllegalStateException(path);
        }
        forms.add(form(null, plain));
        return new FrontendFile(type(path), caching(path), List.copyOf(forms));
    }

    private static Form form(@Nullable AcceptedElement coding, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
            return new Form(coding, "\"" + text + "\"", bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is private is never used without asking: after a logout it must not come from the browser's cache. */
    private static String caching(String path) {
        if (!path.startsWith("/static/")) {
            return "private, no-cache";
        }
        return HASHED.matcher(path).matches() ? "public, " + FOR_GOOD : "no-cache";
    }

    private static MediaType type(String path) {
        if (path.endsWith(".map")) {
            return MediaType.APPLICATION_JSON;
        }
        MediaType type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type;
    }
}
