// Stage "receptor": one NMDA receptor, cut open along its pore, and its life as a walk through 24 states.
//
// The body is the real one (PDB 7EOS, half of it, the cut closed); the chain in the membrane is drawn as tubes along
// its real course, and M3 moves with the gate (schematic: the entry is shut). What lies in the pore is what the walk
// says.
#pragma once

#include <memory>
#include <optional>

#include "app/stages/common/stage.hpp"
#include "app/stages/receptor/receptor_loupe.hpp"
#include "app/stages/receptor/receptor_moment.hpp"
#include "app/stages/receptor/receptor_parts.hpp"

namespace syn {

class ReceptorStage : public Stage {
 public:
  ReceptorStage();
  StageName name() const override { return StageName::receptor; }
  Camera home(Viewpoint from = Viewpoint::usual) const override;
  bool has(Viewpoint from) const override { return from == Viewpoint::usual || from == Viewpoint::close; }
  double nanometres_per_unit() const override { return 1.0; }
  std::vector<Shot> shots() const override;
  std::span<const EventSearch> events() const override;
  Problems read(const DataFiles& files) override;
  Problems prepare(Canvas& canvas, const DataFiles& files) override;
  void draw(Canvas& canvas, const StageView& view) const override;
  StageReport describe() const override;

  const receptor::Moment& moment() const { return moment_; }  // sought last
  const receptor::Parts& parts() const { return parts_; }

 private:
  void enter(const RunPtr& run) override;
  void seek(Hours time, const View& view) override;
  struct Paints;
  struct Crowds {
    synapse::Crowd ketamine, magnesium, glutamate;
  };
  static constexpr std::size_t kGateSteps = 17;  // meshes from shut to open
  static std::size_t gate_step(float gate);
  static Crowds crowds_of(const receptor::Moment& moment);
  // Is the pore the picture, and with its atoms?
  bool grainy() const { return close_ && !coarse_; }
  static Rgba lining_color(const Paints& paints, const receptor::Lining& lining);
  // Of the small receptors beside the one: how many in which state, and whether they are drawn.
  std::array<int, receptor::kKinds> row() const;
  bool has_row() const;
  void draw_row(Canvas& canvas, const Paints& paints) const;
  void draw_grain(Canvas& canvas, const Paints& paints, float gate, bool moving) const;
  void draw_sticks(Canvas& canvas, const Paints& paints, float gate) const;
  void draw_close_membrane(Canvas& canvas, const Paints& paints) const;
  void draw_whole(Canvas& canvas, const Paints& paints) const;
  void draw_way(Canvas& canvas, const Paints& paints) const;
  void draw_close_labels(Canvas& canvas, const Paints& paints) const;
  void draw_body(Canvas& canvas, const Paints& paints, const View& view) const;
  void draw_loupe(Canvas& canvas, const Paints& paints, const receptor::Loupe& loupe) const;
  void draw_pore(Canvas& canvas, const Paints& paints, float gate, const receptor::Loupe& loupe) const;
  void draw_molecules(Canvas& canvas, const Paints& paints, const receptor::Moment& moment, std::uint64_t seed,
                      const receptor::Loupe& loupe) const;
  void draw_labels(Canvas& canvas, const Paints& paints, const receptor::Moment& moment, std::uint64_t seed,
                   const receptor::Loupe& loupe) const;
  std::optional<StageChart> chart_of() const;
  // The molecule that the story is about: in the pore, or on its way and near.
  std::optional<glm::vec3> ketamine_at() const;
  glm::vec3 site() const;
  static constexpr float kKetamineReach = 0.7F;  // nanometres: all of it lies within
  static constexpr float kCloseLarger = 1.3F;    // ketamine in the close view; printed
  // Where a molecule is that has come so far (see Moment::approach), at this moment of the viewer's seconds.
  glm::mat4 passing(float approach, double seconds, std::uint64_t seed) const;

  receptor::Parts parts_;
  receptor::StatePath walk_;
  synapse::ReceptorShares shares_;
  Hours time_{};
  Lens lens_ = Lens::h;
  int identity_ = 0;  // of the receptor that is watched
  bool close_ = false, coarse_ = false;
  std::optional<ClampView> clamped_;  // the one in the laboratory is shown instead
  receptor::Moment moment_;
  struct Body {
    Canvas::MeshId skin = 0, face = 0;
  };
  std::array<Body, 2> body_{};  // fine, coarse
  // From shut to open: fine for the close view, coarse where the pore is a part of the picture.
  std::array<Body, kGateSteps> pore_{}, pore_coarse_{};
  Canvas::MeshId ghost_ = 0, small_ = 0, slab_ = 0;
  std::array<Canvas::MeshId, kGateSteps> loupe_gate_{};  // helices in the loupe: what moves
  Canvas::MeshId loupe_chain_ = 0;                       // what does not
  Canvas::MeshId disc_ = 0, rim_ = 0, circle_ = 0, rod_ = 0;
  Canvas::MeshId heads_ = 0, core_ = 0, pockets_ = 0;
  std::vector<glm::vec3> close_lipids_;
  std::array<std::vector<glm::vec3>, 2> lipids_;  // along the cut; and on the upper face, too
};

std::unique_ptr<Stage> make_receptor_stage();

}  // namespace syn
