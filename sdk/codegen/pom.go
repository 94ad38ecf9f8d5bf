package main

import (
	"bytes"
	_ "embed"
	"errors"
	"text/template"

	javagen "github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

//go:embed pom.xml.tmpl
var pomText string

var pomTemplate = template.Must(template.New("pom.xml").Parse(pomText))

// pom makes a Maven project from the generated Java. The generator itself writes only Gradle builds, which are made for
// Pulumi's own releases.
func pom(pkg *schema.Package) ([]byte, error) {
	info, ok := pkg.Language["java"].(*javagen.PackageInfo)
	if !ok {
		return nil, errors.New("the schema has no settings for Java")
	}
	var text bytes.Buffer
	err := pomTemplate.Execute(&text, map[string]any{
		"Package": pkg,
		"GroupID": info.BasePackage,
		"Pulumi":  info.Dependencies["com.pulumi:pulumi"],
	})
	return text.Bytes(), err
}
