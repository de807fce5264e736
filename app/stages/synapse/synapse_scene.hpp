// The still part of the synapse as a picture: cells, vesicles, receptors' bodies, in the colours of a theme.
#pragma once

#include <array>

#include "app/stages/synapse/synapse_layout.hpp"
#include "app/stages/synapse/synapse_moment.hpp"
#include "app/ui/look/theme.hpp"
#include "gfx/canvas.hpp"

namespace syn::synapse {

Rgba rgba(Color color, float alpha = 1.0F);
Rgba mixed(Rgba a, Rgba b, float t);
Rgba greyer(Rgba color, float by);  // less saturated by this share

// The scene's materials in one theme.
struct Paints {
  explicit Paints(const Theme& theme);
  // A membrane's pieces, see Membrane.
  struct Skin {
    Material face, inner, heads, core;
  };
  Skin bouton, spine;
  Material density, vesicle, vesicle_cut, ampa, ampa_far, nmda, nmda_face;  // nmda_face: of the cut
  Rgba lipid, protein_light, protein_dark, protein_warm;
  Rgba ketamine, magnesium, quiet, glutamate, channel, ion, seal, outline;  // quiet: magnesium from near
};

// Meshes in graphics memory, and how they are put into a frame.
class Scene {
 public:
  // Uploads everything. Problems name each model file that could not be read; a stand-in is used then.
  Problems prepare(Canvas& canvas, const DataFiles& files, const SynapseLayout& layout);

  // How much larger the spine is drawn, about the middle of its membrane, and whether with the mat under it.
  struct Spine {
    float swell = 1.0F;
    bool mat = true;
  };
  // Cells and vesicles. While a front vesicle fuses (`release` given and recent) the membrane opens there.
  void draw_cells(Canvas& canvas, const SynapseLayout& layout, const Paints& paints, const Release* release, Spine spine) const;
  // Far ones in thinner contours, at low quality in none.
  void draw_ampa(Canvas& canvas, const SynapseLayout& layout, const Paints& paints, Quality quality) const;
  // The receptors, tinted by what their pores hold, a little wider when open.
  void draw_nmda(Canvas& canvas, const SynapseLayout& layout, const Paints& paints, const ReceptorMoments& moments, Quality quality) const;
  // Lipid heads along the cuts and the clumped proteins of the density: sprites, so that the cut faces look made of
  // molecules.
  void draw_grain(Canvas& canvas, const Paints& paints, const Release* release, Quality quality, Spine spine) const;
  // Lipid heads on the spine's surface around the receptor that is cut open.
  void draw_carpet(Canvas& canvas, const Paints& paints) const;

 private:
  struct Skin {
    Canvas::MeshId face = 0, inner = 0, heads = 0, core = 0;
  };
  static void draw_skin(Canvas& canvas, const Skin& skin, const Paints::Skin& paints, const glm::mat4& place = glm::mat4(1.0F));
  struct Grain {
    glm::vec3 position;
    float radius;
    int tone;
  };
  void make_grain();
  void make_carpet(const SynapseLayout& layout);
  std::array<Canvas::MeshId, 3> nmda_{};  // levels of detail, fine to coarse
  struct CutReceptor {
    Canvas::MeshId body = 0, face = 0;
  };
  std::array<std::array<CutReceptor, 2>, 2> nmda_cut_{};  // gate shut, gate open; coarse, fine
  Canvas::MeshId ampa_ = 0;                               // with its levels
  Skin spine_;
  Canvas::MeshId density_ = 0;
  Canvas::MeshId vesicle_hollow_ = 0;
  Canvas::MeshId vesicle_ = 0;
  Skin bouton_;
  std::array<Skin, kFrontVesicles> bouton_open_{};
  std::vector<Grain> grain_, carpet_;
};

// Where a receptor stands, as a matrix from its own frame.
glm::mat4 pose(const Placed& placed, float widen = 1.0F);

// Of an AMPA receptor's helper proteins the one that faces the eye.
glm::vec3 nearest_tarp(const Placed& ampa, glm::vec3 eye);

}  // namespace syn::synapse
