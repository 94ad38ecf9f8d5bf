// Command codegen writes the SDKs with Pulumi's own generators.
//
//	codegen <schema.json> <output folder>
//
// It writes nodejs/, python/, go/, dotnet/ and java/ in the folder. It does not remove old files.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	dotnetgen "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	javagen "github.com/pulumi/pulumi-java/pkg/codegen/java"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	nodegen "github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	pygen "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-huaweicloud-hss"

//go:embed logo.png
var logo []byte

// logoURL has its own scheme: the .NET generator downloads a logo, and gets ours from memory.
const logoURL = "embedded://logo"

type embeddedLogo struct{}

func (embeddedLogo) RoundTrip(request *http.Request) (*http.Response, error) {
	body := io.NopCloser(bytes.NewReader(logo))
	return &http.Response{Status: "200 OK", StatusCode: http.StatusOK, Body: body, Request: request}, nil
}

// lonely loads no other packages, because this schema refers to none.
type lonely struct{}

func (lonely) LoadPackage(pkg string, _ *semver.Version) (*schema.Package, error) {
	return nil, fmt.Errorf("the schema must not refer to package %q", pkg)
}

func (l lonely) LoadPackageV2(_ context.Context, d *schema.PackageDescriptor) (*schema.Package, error) {
	return l.LoadPackage(d.Name, d.Version)
}

func (lonely) LoadPackageReference(pkg string, _ *semver.Version) (schema.PackageReference, error) {
	return nil, fmt.Errorf("the schema must not refer to package %q", pkg)
}

func (l lonely) LoadPackageReferenceV2(_ context.Context, d *schema.PackageDescriptor) (schema.PackageReference, error) {
	return l.LoadPackageReference(d.Name, d.Version)
}

func main() {
	http.DefaultTransport.(*http.Transport).RegisterProtocol("embedded", embeddedLogo{})
	if len(os.Args) != 3 {
		fail("usage: codegen <schema.json> <output folder>")
	}
	if err := generate(os.Args[1], os.Args[2]); err != nil {
		fail(err)
	}
}

// fail does not use package log: Pulumi's logging takes it over (slog.SetDefault), and the message is lost.
func fail(reason any) {
	fmt.Fprintln(os.Stderr, reason)
	os.Exit(1)
}

func generate(schemaPath, out string) error {
	text, err := os.ReadFile(schemaPath)
	if err != nil {
		return err
	}
	generators := map[string]func(*schema.Package) (map[string][]byte, error){
		"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
			files, err := nodegen.GeneratePackage(tool, pkg, nil, nil, false, lonely{})
			if err != nil {
				return nil, err
			}
			files["package.json"], err = publishable(files["package.json"])
			return files, err
		},
		"python": func(pkg *schema.Package) (map[string][]byte, error) {
			files, err := pygen.GeneratePackage(tool, pkg, nil, lonely{})
			if err != nil {
				return nil, err
			}
			// pyproject.toml refers to a file beside it, which Pulumi's own build copies there.
			files["README.md"] = files["pulumi_huaweicloud_hss/README.md"]
			return files, nil
		},
		"go": func(pkg *schema.Package) (map[string][]byte, error) {
			return gogen.GeneratePackage(tool, pkg, nil)
		},
		"dotnet": func(pkg *schema.Package) (map[string][]byte, error) {
			pkg.LogoURL = logoURL
			return dotnetgen.GeneratePackage(tool, pkg, nil, nil)
		},
		"java": func(pkg *schema.Package) (map[string][]byte, error) {
			files, err := javagen.GeneratePackage(tool, pkg, nil, nil, false, false)
			if err != nil {
				return nil, err
			}
			files["pom.xml"], err = pom(pkg)
			return files, err
		},
	}
	for language, generator := range generators {
		text := text
		if language == "go" {
			if text, err = withoutUnions(text); err != nil {
				return err
			}
		}
		// A generator changes the package it is given.
		pkg, err := bind(text)
		if err != nil {
			return err
		}
		files, err := generator(pkg)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		for name, content := range files {
			path := filepath.Join(out, language, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(path, content, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// publishable tells npm where to find the compiled code, and the modules that the build puts beside it. The generator leaves
// this out, because Pulumi publishes its packages from inside their bin folder. Without it, a checkout could not be used as a
// dependency.
func publishable(packageJSON []byte) ([]byte, error) {
	generated := []byte(`"scripts": {
        "build": "tsc"
    },`)
	if !bytes.Contains(packageJSON, generated) {
		return nil, errors.New("the generator has changed the build script")
	}
	// The compiled code reads its version from the package.json beside it.
	return bytes.Replace(packageJSON, generated, []byte(`"main": "bin/index.js",
    "types": "bin/index.d.ts",
    "exports": {
        ".": "./bin/index.js",
        "./client": "./bin/client.js",
        "./testing": "./bin/testing.js",
        "./bin/*.js": "./bin/*.js",
        "./bin/*": "./bin/*.js",
        "./package.json": "./package.json"
    },
    "typesVersions": {
        "*": {
            "client": [
                "bin/client.d.ts"
            ],
            "testing": [
                "bin/testing.d.ts"
            ]
        }
    },
    "files": [
        "bin"
    ],
    "scripts": {
        "build": "tsc && node -e \"fs.copyFileSync('package.json','bin/package.json')\""
    },`), 1), nil
}

// withoutUnions makes an enum of each property that is an enum or any text. In Go, such a property has the type StringInput. A
// value of the enum is one, too, but an invoke cannot marshal it.
func withoutUnions(text []byte) ([]byte, error) {
	var spec any
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	var visit func(any)
	visit = func(node any) {
		switch node := node.(type) {
		case []any:
			for _, each := range node {
				visit(each)
			}
		case map[string]any:
			if union, ok := node["oneOf"].([]any); ok {
				delete(node, "oneOf")
				delete(node, "type")
				node["$ref"] = union[len(union)-1].(map[string]any)["$ref"]
			}
			for _, each := range node {
				visit(each)
			}
		}
	}
	visit(spec)
	return json.Marshal(spec)
}

func bind(text []byte) (*schema.Package, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, lonely{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if diagnostics.HasErrors() {
		return nil, diagnostics
	}
	return pkg, nil
}
